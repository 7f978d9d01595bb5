package io.alidade.data.photo;

import io.alidade.api.Image;
import java.util.Arrays;
import java.util.List;

/** PIL's affine transform, and the matrices that torchvision gives it. */
final class Warping {
  private static final List<Integer> BLACK = List.of(0, 0, 0);

  private Warping() {}

  /** x moves by {@code amount} a row. */
  static Change.Warp shearX(double amount) {
    return nearest(1, slope(amount), 0, 0, 1, 0);
  }

  /** y moves by {@code amount} a column. */
  static Change.Warp shearY(double amount) {
    return nearest(1, 0, 0, slope(amount), 1, 0);
  }

  /** In whole pixels. */
  static Change.Warp translate(int x, int y) {
    return nearest(1, 0, -x, 0, 1, -y);
  }

  /** About the centre, against the clock. */
  static Change.Warp rotate(double degrees, int height, int width) {
    double cos = round(Math.cos(-Math.toRadians(degrees)));
    double sin = round(Math.sin(-Math.toRadians(degrees)));
    double x = width / 2.0;
    double y = height / 2.0;
    return nearest(cos, sin, cos * -x + sin * -y + x, -sin, cos, -sin * -x + cos * -y + y);
  }

  /** By way of degrees, as torchvision does: a bilinear pixel is cut, so that last bits show. */
  private static double slope(double amount) {
    return Math.tan(Math.toRadians(Math.toDegrees(Math.atan(amount))));
  }

  /** To 15 places, as PIL does. */
  private static double round(double value) {
    return Math.rint(value * 1e15) / 1e15;
  }

  private static Change.Warp nearest(double... matrix) {
    List<Double> values = Arrays.stream(matrix).boxed().toList();
    return new Change.Warp(values, false, BLACK);
  }

  static Image apply(Image image, Change.Warp warp) {
    byte[] out = new byte[image.pixels().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = warp.fill().get(i % 3).byteValue();
    }
    double[] m = warp.matrix().stream().mapToDouble(Double::doubleValue).toArray();
    if (warp.smooth()) {
      smooth(image, m, out);
    } else {
      nearest(image, m, out);
    }
    return new Image(image.height(), image.width(), 3, out);
  }

  /** With 16 bits behind the point. */
  private static void nearest(Image image, double[] m, byte[] out) {
    int width = image.width();
    long rowX = fixed(m[2] + m[0] * 0.5 + m[1] * 0.5);
    long rowY = fixed(m[5] + m[3] * 0.5 + m[4] * 0.5);
    int at = 0;
    for (int y = 0; y < image.height(); y++) {
      long sourceX = rowX;
      long sourceY = rowY;
      for (int x = 0; x < width; x++) {
        long column = sourceX >> 16;
        long row = sourceY >> 16;
        if (column >= 0 && column < width && row >= 0 && row < image.height()) {
          System.arraycopy(image.pixels(), 3 * (int) (row * width + column), out, at, 3);
        }
        at += 3;
        sourceX += fixed(m[0]);
        sourceY += fixed(m[3]);
      }
      rowX += fixed(m[1]);
      rowY += fixed(m[4]);
    }
  }

  private static long fixed(double value) {
    return (long) Math.floor(value * 65536 + 0.5);
  }

  private static void smooth(Image image, double[] m, byte[] out) {
    int height = image.height();
    int width = image.width();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sourceX = m[0] * (x + 0.5) + m[1] * (y + 0.5) + m[2];
        double sourceY = m[3] * (x + 0.5) + m[4] * (y + 0.5) + m[5];
        if (sourceX >= 0 && sourceX < width && sourceY >= 0 && sourceY < height) {
          bilinear(image, sourceX - 0.5, sourceY - 0.5, out, 3 * (y * width + x));
        }
      }
    }
  }

  private static void bilinear(Image image, double x, double y, byte[] out, int at) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    int right = Math.min(image.width() - 1, left + 1);
    int bottom = Math.min(image.height() - 1, top + 1);
    for (int c = 0; c < 3; c++) {
      double above = between(image, Math.max(0, top), Math.max(0, left), right, c, x - left);
      double below = between(image, bottom, Math.max(0, left), right, c, x - left);
      out[at + c] = (byte) (above + (below - above) * (y - top));
    }
  }

  private static double between(Image image, int y, int left, int right, int c, double share) {
    int row = y * image.width();
    int first = image.pixels()[3 * (row + left) + c] & 0xff;
    int second = image.pixels()[3 * (row + right) + c] & 0xff;
    return first + (second - first) * share;
  }
}
