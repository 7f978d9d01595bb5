package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Split;

/** Samples as a model wants them: on its background, normalised, channels first. */
final class TestImages {
  private TestImages() {}

  /** float32 (B, 3, H, W). */
  static NDArray load(Split split, int[] indices, ImageSpec spec, NDManager manager) {
    int plane = spec.height() * spec.width();
    float[] pixels = new float[indices.length * 3 * plane];
    for (int i = 0; i < indices.length; i++) {
      Image image = split.sample(indices[i]).image();
      if (image.height() != spec.height() || image.width() != spec.width()) {
        throw new AlidadeException(
            AlidadeException.Kind.DATA,
            "%s: %s has %d x %d pixels; expected %d x %d"
                .formatted(
                    split.name(),
                    split.text(indices[i]).id(),
                    image.height(),
                    image.width(),
                    spec.height(),
                    spec.width()));
      }
      write(image, spec, pixels, i * 3 * plane);
    }
    return manager.create(
        pixels, new Shape(indices.length, 3, spec.height(), spec.width())); // (B, 3, H, W)
  }

  private static void write(Image image, ImageSpec spec, float[] out, int offset) {
    byte[] bytes = image.pixels();
    int plane = image.height() * image.width();
    for (int p = 0; p < plane; p++) {
      int at = p * image.channels();
      int clear = image.channels() == 4 ? 255 - (bytes[at + 3] & 0xff) : 0;
      for (int c = 0; c < 3; c++) {
        float value = (bytes[at + c] & 0xff) + clear * spec.background().get(c) / 255f;
        out[offset + c * plane + p] = (value / 255f - spec.mean().get(c)) / spec.deviation().get(c);
      }
    }
  }
}
