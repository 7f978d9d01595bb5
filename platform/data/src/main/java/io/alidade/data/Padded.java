package io.alidade.data;

import io.alidade.api.Image;
import io.alidade.api.ImageSpec;

/**
 * An image at a model's size with two transparent pixels around it, so that reading four neighbours
 * needs no question whether they are inside. An image without alpha is opaque.
 */
final class Padded {
  private static final int BORDER = 2;

  private final int height;
  private final int width;
  private final int stride;

  /** Row by row; a pixel is alpha, blue, green, red from the highest byte down. */
  private final int[] pixels;

  private Padded(int height, int width) {
    this.height = height;
    this.width = width;
    stride = width + 2 * BORDER;
    pixels = new int[(height + 2 * BORDER) * stride];
  }

  /** Brought to size. */
  static Padded of(Image image, ImageSpec spec) {
    Padded padded = new Padded(spec.height(), spec.width());
    int cells = spec.height() * spec.width();
    Image fitted = ImageBatches.fitted(image, spec); // trained on as it is tested on
    float[] planes = Resize.planes(fitted, spec.height(), spec.width());
    for (int cell = 0; cell < cells; cell++) {
      int pixel = 0;
      for (int c = 3; c >= 0; c--) {
        float value = c < fitted.channels() ? planes[c * cells + cell] : 255;
        pixel = pixel << 8 | Math.round(value);
      }
      padded.pixels[padded.place(cell % spec.width(), cell / spec.width())] = pixel;
    }
    return padded;
  }

  /** What one takes. */
  static long bytes(ImageSpec spec) {
    return (long) Integer.BYTES * (spec.height() + 2 * BORDER) * (spec.width() + 2 * BORDER);
  }

  /** Where the pixel (x, y) stands; far outside, where one as transparent does. */
  int place(int x, int y) {
    int column = Math.max(-BORDER, Math.min(width, x));
    int row = Math.max(-BORDER, Math.min(height, y));
    return (row + BORDER) * stride + column + BORDER;
  }

  int pixel(int place) {
    return pixels[place];
  }

  /** From a pixel to the one below it. */
  int stride() {
    return stride;
  }
}
