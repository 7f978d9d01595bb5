package io.alidade.data.photo;

import java.util.Arrays;

/**
 * One band of an image as equally long lines of levels: its rows, or its columns. A resize of
 * either axis is then a weighted sum of whole lines. Each line is an array of its own, and loops
 * read and write one index: what Java 17's compiler turns into vector instructions.
 */
final class Lines {
  private static final int HALF = 1 << (Taps.BITS - 1);

  /** Lines that are turned at once: as many levels as fit a cache line. */
  private static final int BLOCK = 16;

  private final int length;
  private final int[][] lines;

  Lines(int count, int length) {
    this.length = length;
    this.lines = new int[count][length];
  }

  int count() {
    return lines.length;
  }

  int[] line(int index) {
    return lines[index];
  }

  void replace(int index, int[] line) {
    lines[index] = line;
  }

  /** One new line for each target pixel, rounded to bytes; the first line is the taps' first. */
  Lines blend(Taps taps) {
    Lines out = new Lines(taps.count(), length);
    for (int t = 0; t < taps.count(); t++) {
      int[] sums = out.lines[t];
      Arrays.fill(sums, HALF);
      int[] weights = taps.weights(t);
      int first = taps.first(t) - taps.begin();
      int k = 0;
      for (; k + 2 < weights.length; k += 3) {
        add(first + k, weights[k], weights[k + 1], weights[k + 2], sums);
      }
      for (; k < weights.length; k++) {
        add(lines[first + k], weights[k], sums);
      }
      round(sums);
    }
    return out;
  }

  /** Three lines at once: sums are loaded and stored a third as often. */
  private void add(int first, int weight, int second, int third, int[] sums) {
    int[] one = lines[first];
    int[] two = lines[first + 1];
    int[] three = lines[first + 2];
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * one[i] + second * two[i] + third * three[i];
    }
  }

  private static void add(int[] line, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * line[i];
    }
  }

  private static void round(int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = level(sums[i] >> Taps.BITS);
    }
  }

  /** The nearest of 0..255. By bits, since Java 17 makes no vectors of {@code Math.max}. */
  static int level(int value) {
    int positive = value & ~(value >> 31);
    int room = 255 - positive;
    return positive + (room & (room >> 31));
  }

  /** Rows for columns, or columns for rows. */
  Lines turned() {
    Lines out = new Lines(length, lines.length);
    for (int block = 0; block < lines.length; block += BLOCK) {
      int end = Math.min(lines.length, block + BLOCK);
      for (int i = 0; i < length; i++) {
        int[] target = out.lines[i];
        for (int line = block; line < end; line++) {
          target[line] = lines[line][i];
        }
      }
    }
    return out;
  }

  /** As bytes, each level {@code step} behind the last, from {@code from} on. */
  void write(byte[] out, int from, int step) {
    int to = from;
    for (int[] line : lines) {
      for (int level : line) {
        out[to] = (byte) level;
        to += step;
      }
    }
  }
}
