package io.alidade.data.photo;

import io.alidade.api.Image;

/** Means over neighbours. */
final class Blurring {
  private Blurring() {}

  /** PIL's SMOOTH: the pixel five times, its eight neighbours once; the border stays. */
  static Image smooth(Image image) {
    byte[] in = image.pixels();
    byte[] out = in.clone();
    int row = 3 * image.width();
    float neighbour = 1 / 13f;
    float centre = 5 / 13f;
    for (int y = 1; y < image.height() - 1; y++) {
      for (int at = y * row + 3; at < (y + 1) * row - 3; at++) {
        float sum = 0.5f;
        for (int line = at + row; line >= at - row; line -= row) {
          float weight = line == at ? centre : neighbour;
          sum +=
              (in[line - 3] & 0xff) * neighbour
                  + (in[line] & 0xff) * weight
                  + (in[line + 3] & 0xff) * neighbour;
        }
        out[at] = (byte) Lines.level((int) sum);
      }
    }
    return new Image(image.height(), image.width(), 3, out);
  }

  /** torchvision's {@code gaussian_blur}: reflected without the border pixel, rounded once. */
  static Image gaussian(Image image, int side, double sigma) {
    double[] weights = gaussian(side, sigma);
    int half = side / 2;
    int height = image.height();
    int width = image.width();
    if (half >= height || half >= width) {
      throw new IllegalArgumentException(
          "a blur of %d pixels on an image of %d x %d; expected less than twice its shorter side"
              .formatted(side, height, width));
    }
    double[] across = new double[3 * height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int k = 0; k < side; k++) {
          int from = 3 * (y * width + reflect(x + k - half, width));
          int to = 3 * (y * width + x);
          for (int c = 0; c < 3; c++) {
            across[to + c] += weights[k] * (image.pixels()[from + c] & 0xff);
          }
        }
      }
    }
    byte[] out = new byte[across.length];
    int row = 3 * width;
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < row; i++) {
        double sum = 0;
        for (int k = 0; k < side; k++) {
          sum += weights[k] * across[reflect(y + k - half, height) * row + i];
        }
        out[y * row + i] = (byte) Lines.level((int) Math.rint(sum));
      }
    }
    return new Image(height, width, 3, out);
  }

  private static double[] gaussian(int side, double sigma) {
    double[] weights = new double[side];
    double sum = 0;
    for (int k = 0; k < side; k++) {
      double distance = (k - side / 2) / sigma;
      weights[k] = Math.exp(-distance * distance / 2);
      sum += weights[k];
    }
    for (int k = 0; k < side; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  private static int reflect(int place, int size) {
    int inside = Math.abs(place);
    return inside < size ? inside : 2 * (size - 1) - inside;
  }
}
