package io.alidade.data.photo;

/**
 * PIL's resize of 16-bit greys: weights in double, rounded to 16 bits between the two passes. Rare,
 * and therefore plain.
 */
final class DeepResample {
  private DeepResample() {}

  /** As {@link Resample#apply}, on rows of {@code stride} samples of two bytes. */
  static byte[] apply(
      byte[] samples,
      int stride,
      Window window,
      int height,
      int width,
      Kernel kernel,
      Window part) {
    int[][] lines = new int[window.height()][window.width()];
    for (int y = 0; y < window.height(); y++) {
      for (int x = 0; x < window.width(); x++) {
        int at = 2 * ((window.top() + y) * stride + window.left() + x);
        lines[y][x] = (samples[at] & 0xff) * 256 + (samples[at + 1] & 0xff);
      }
    }
    if (Resample.isDownFirst(window, height, width)) {
      lines = blend(lines, height, kernel, part.top(), part.height());
      lines = across(lines, width, kernel, part);
    } else {
      lines = across(lines, width, kernel, part);
      lines = blend(lines, height, kernel, part.top(), part.height());
    }
    byte[] out = new byte[2 * part.height() * part.width()];
    for (int y = 0; y < part.height(); y++) {
      for (int x = 0; x < part.width(); x++) {
        int at = 2 * (y * part.width() + x);
        out[at] = (byte) (lines[y][x] >> 8);
        out[at + 1] = (byte) lines[y][x];
      }
    }
    return out;
  }

  private static int[][] across(int[][] lines, int width, Kernel kernel, Window part) {
    return transposed(blend(transposed(lines), width, kernel, part.left(), part.width()));
  }

  /** New lines, each a weighted mean of old ones. */
  private static int[][] blend(int[][] lines, int target, Kernel kernel, int from, int count) {
    int[] first = new int[1];
    int[][] out = new int[count][lines[0].length];
    for (int t = 0; t < count; t++) {
      double[] weights = Taps.exact(lines.length, target, kernel, from + t, first, 0);
      for (int i = 0; i < out[t].length; i++) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * lines[first[0] + k][i];
        }
        out[t][i] = (int) Math.max(0, Math.min(65535, Math.floor(sum + 0.5)));
      }
    }
    return out;
  }

  private static int[][] transposed(int[][] lines) {
    int[][] out = new int[lines[0].length][lines.length];
    for (int y = 0; y < lines.length; y++) {
      for (int x = 0; x < out.length; x++) {
        out[x][y] = lines[y][x];
      }
    }
    return out;
  }
}
