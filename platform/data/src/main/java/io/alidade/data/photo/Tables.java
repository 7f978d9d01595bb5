package io.alidade.data.photo;

import io.alidade.api.Image;
import java.util.function.IntUnaryOperator;

/** Levels for levels, as PIL's {@code ImageOps}. */
final class Tables {
  private Tables() {}

  static Image apply(Image image, IntUnaryOperator change) {
    int[] table = new int[256];
    for (int level = 0; level < table.length; level++) {
      table[level] = change.applyAsInt(level);
    }
    return apply(image, new int[][] {table, table, table});
  }

  private static Image apply(Image image, int[][] tables) {
    byte[] out = new byte[image.pixels().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Lines.level(tables[i % 3][image.pixels()[i] & 0xff]);
    }
    return new Image(image.height(), image.width(), 3, out);
  }

  static Image stretched(Image image) {
    int[][] tables = new int[3][];
    for (int c = 0; c < 3; c++) {
      tables[c] = stretching(histogram(image, c));
    }
    return apply(image, tables);
  }

  private static int[] stretching(int[] histogram) {
    int low = 0;
    while (histogram[low] == 0) {
      low++;
    }
    int high = 255;
    while (histogram[high] == 0) {
      high--;
    }
    int[] table = new int[256];
    double scale = high > low ? 255.0 / (high - low) : 1;
    double offset = high > low ? -low * scale : 0;
    for (int level = 0; level < 256; level++) {
      table[level] = (int) (level * scale + offset);
    }
    return table;
  }

  static Image equalized(Image image) {
    int[][] tables = new int[3][];
    for (int c = 0; c < 3; c++) {
      tables[c] = equalizing(histogram(image, c), image.height() * image.width());
    }
    return apply(image, tables);
  }

  private static int[] equalizing(int[] histogram, int pixels) {
    int last = 255;
    while (histogram[last] == 0) {
      last--;
    }
    int step = (pixels - histogram[last]) / 255;
    int[] table = new int[256];
    int sum = step / 2;
    for (int level = 0; level < 256; level++) {
      table[level] = step == 0 ? level : sum / step;
      sum += histogram[level];
    }
    return table;
  }

  private static int[] histogram(Image image, int channel) {
    int[] counts = new int[256];
    for (int i = channel; i < image.pixels().length; i += 3) {
      counts[image.pixels()[i] & 0xff]++;
    }
    return counts;
  }
}
