package io.alidade.iconic;

import io.alidade.api.Image;

/**
 * A drawing brought to a size, premultiplied RGBA, by whole numbers alone.
 *
 * @param pixels {@code (size, size, 4)}, 0..255
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SceneIcon(int size, int[] pixels) {
  private static final int FROM = Drawings.SIZE;

  /** Of a pixel's coverage: from here on the pixel is the icon's. */
  private static final int SOLID = 128;

  /**
   * Each pixel is the mean of what it covers of the drawing. With a drawing's pixel as long as
   * {@code size} and the icon's as {@link Drawings#SIZE}, both end at whole numbers.
   */
  static SceneIcon of(Image drawing, int size) {
    int[] pixels = new int[size * size * 4];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        for (int v = y * FROM / size; v * size < (y + 1) * FROM; v++) {
          int tall = shared(y, v, size);
          for (int u = x * FROM / size; u * size < (x + 1) * FROM; u++) {
            int weight = tall * shared(x, u, size);
            for (int c = 0; c < 4; c++) {
              pixels[(y * size + x) * 4 + c] +=
                  weight * (drawing.pixels()[(v * FROM + u) * 4 + c] & 0xff);
            }
          }
        }
      }
    }
    int whole = FROM * FROM;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (pixels[i] + whole / 2) / whole;
    }
    return new SceneIcon(size, pixels);
  }

  /** Length that the icon's pixel {@code to} and the drawing's pixel {@code from} share. */
  private static int shared(int to, int from, int size) {
    return Math.min((to + 1) * FROM, (from + 1) * size) - Math.max(to * FROM, from * size);
  }

  boolean isSolid(int x, int y) {
    return pixels[(y * size + x) * 4 + 3] >= SOLID;
  }

  /** How many pixels are the icon's. */
  int area() {
    int area = 0;
    for (int i = 3; i < pixels.length; i += 4) {
      area += pixels[i] >= SOLID ? 1 : 0;
    }
    return area;
  }
}
