package io.alidade.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Split;
import io.alidade.data.photo.ImageTransform;
import io.alidade.data.photo.Pixels;
import java.util.stream.IntStream;

/**
 * Samples as a model wants them, without augmentation: brought to size, laid on the background,
 * normalised, channels first. Images are prepared in parallel; the result does not depend on it.
 */
public final class ImageBatches {
  private ImageBatches() {}

  /** The samples at {@code indices}, in that order, as float32 (B, 3, H, W) on {@code manager}. */
  public static NDArray load(Split split, int[] indices, ImageSpec spec, NDManager manager) {
    int size = 3 * spec.height() * spec.width();
    float[] pixels = new float[indices.length * size];
    IntStream.range(0, indices.length)
        .parallel()
        .forEach(i -> write(split.sample(indices[i]).image(), spec, pixels, i * size));
    return manager.create(
        pixels, new Shape(indices.length, 3, spec.height(), spec.width())); // (B, 3, H, W)
  }

  /** One image into {@code out} from {@code offset}: (3, H, W). */
  static void write(Image image, ImageSpec spec, float[] out, int offset) {
    writeFitted(fitted(image, spec), spec, out, offset);
  }

  /** At the model's size as its fit says; one that is squashed stays as it is. */
  static Image fitted(Image image, ImageSpec spec) {
    if (spec.fit() == ImageSpec.Fit.SQUASH) {
      return image;
    }
    ImageTransform transform =
        spec.fit() == ImageSpec.Fit.HUGGING_FACE
            ? ImageTransform.HUGGING_FACE_CLIP
            : ImageTransform.CLIP;
    return transform.apply(Pixels.of(image, spec.background()), spec);
  }

  private static void writeFitted(Image image, ImageSpec spec, float[] out, int offset) {
    float[] planes = Resize.planes(image, spec.height(), spec.width()); // (3 or 4, H, W), 0..255
    int plane = spec.height() * spec.width();
    for (int c = 0; c < 3; c++) {
      int background = spec.background().get(c);
      float mean = spec.mean().get(c);
      float deviation = spec.deviation().get(c);
      for (int p = 0; p < plane; p++) {
        float value = planes[c * plane + p];
        if (image.channels() == 4) {
          value += background * (1 - planes[3 * plane + p] / 255);
        }
        out[offset + c * plane + p] = (value / 255 - mean) / deviation;
      }
    }
  }
}
