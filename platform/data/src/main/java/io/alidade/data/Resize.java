package io.alidade.data;

import io.alidade.api.Image;

/**
 * Bilinear resize with antialiasing: each target pixel is the average of the source under a
 * triangle as wide as the reduction, as in PIL and in torchvision's {@code antialias}. Colours are
 * premultiplied by alpha, so that transparent pixels lend no colour to their neighbours.
 */
public final class Resize {
  private Resize() {}

  /** Planes, rows, columns: {@code channels * height * width} values 0..255. */
  public static float[] planes(Image image, int height, int width) {
    float[] rows = new float[image.channels() * image.height() * width];
    byte[] bytes = image.pixels();
    Taps across = Taps.of(image.width(), width);
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < width; x++) {
          float sum = 0;
          for (int k = 0; k < across.weights[x].length; k++) {
            int at = (y * image.width() + across.first[x] + k) * image.channels() + c;
            sum += across.weights[x][k] * (bytes[at] & 0xff);
          }
          rows[(c * image.height() + y) * width + x] = sum;
        }
      }
    }
    float[] out = new float[image.channels() * height * width];
    Taps down = Taps.of(image.height(), height);
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          float sum = 0;
          for (int k = 0; k < down.weights[y].length; k++) {
            int at = (c * image.height() + down.first[y] + k) * width + x;
            sum += down.weights[y][k] * rows[at];
          }
          out[(c * height + y) * width + x] = sum;
        }
      }
    }
    return out;
  }

  /**
   * For each target pixel the first source pixel under its triangle, and the weights from there.
   */
  private static final class Taps {
    private final int[] first;
    private final float[][] weights;

    private Taps(int target) {
      first = new int[target];
      weights = new float[target][];
    }

    static Taps of(int source, int target) {
      double scale = (double) source / target;
      double reach = Math.max(scale, 1);
      Taps taps = new Taps(target);
      for (int t = 0; t < target; t++) {
        double centre = (t + 0.5) * scale;
        int from = Math.max(0, (int) (centre - reach + 0.5));
        int to = Math.min(source, (int) (centre + reach + 0.5));
        double[] weights = new double[to - from];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          weights[k] = Math.max(0, 1 - Math.abs(from + k + 0.5 - centre) / reach);
          sum += weights[k];
        }
        taps.first[t] = from;
        taps.weights[t] = new float[weights.length];
        for (int k = 0; k < weights.length; k++) {
          taps.weights[t][k] = (float) (weights[k] / sum);
        }
      }
      return taps;
    }
  }
}
