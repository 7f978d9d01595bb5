package io.alidade.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What is where in an image, as it is and as a model says: boxes, and to whom each pixel belongs.
 *
 * @param width of the image in pixels
 * @param height of the image in pixels
 * @param marks boxes, the true ones first
 * @param areas at most one a {@link Side}, the true one first
 */
public record Drawing(int width, int height, List<Mark> marks, List<Areas> areas) {
  public Drawing {
    marks = List.copyOf(marks);
    areas = List.copyOf(areas);
  }

  /** Who says so. */
  public enum Side {
    TRUE,
    SAID
  }

  /**
   * A box with a name.
   *
   * @param confidence of who said it; 1 of what is true
   * @param box in shares of the image's width and height, 0 to 1
   */
  public record Mark(Side side, String name, double confidence, Box box) {}

  /**
   * A class for each pixel, row by row, on the image's grid or a coarser one.
   *
   * @param names of the classes that occur
   * @param runs in pairs: an index into the names, -1 for none of them, and of how many pixels
   */
  public record Areas(Side side, int width, int height, List<String> names, List<Integer> runs) {
    private static final int LARGEST = 128; // pixels a side; a picture of it is not much larger

    public Areas {
      names = List.copyOf(names);
      runs = List.copyOf(runs);
    }

    /**
     * Keeps every n-th pixel where there are too many.
     *
     * @param labels {@code [y * width + x]}: an index into the names, or below 0
     */
    public static Areas of(Side side, int width, int height, int[] labels, List<String> names) {
      double scale = Math.min(1, (double) LARGEST / Math.max(width, height));
      int across = Math.max(1, (int) Math.round(width * scale));
      int down = Math.max(1, (int) Math.round(height * scale));
      List<String> occurring = new ArrayList<>();
      int[] place = new int[names.size()];
      Arrays.fill(place, -1);
      List<Integer> runs = new ArrayList<>();
      int last = -1;
      int length = 0;
      for (int p = 0; p < across * down; p++) {
        int label = labels[p / across * height / down * width + p % across * width / across];
        if (label >= 0 && place[label] < 0) {
          place[label] = occurring.size();
          occurring.add(names.get(label));
        }
        int now = label < 0 ? -1 : place[label];
        if (now != last && length > 0) {
          runs.addAll(List.of(last, length));
          length = 0;
        }
        last = now;
        length++;
      }
      runs.addAll(List.of(last, length));
      return new Areas(side, across, down, occurring, runs);
    }

    /** {@code [y * width + x]}: an index into the names, or -1. */
    public int[] labels() {
      int[] labels = new int[width * height];
      int at = 0;
      for (int r = 0; r + 1 < runs.size(); r += 2) {
        int to = Objects.checkIndex(at + runs.get(r + 1), labels.length + 1);
        Arrays.fill(labels, at, to, runs.get(r));
        at = to;
      }
      return labels;
    }
  }
}
