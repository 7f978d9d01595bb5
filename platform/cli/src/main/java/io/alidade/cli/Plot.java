package io.alidade.cli;

import io.alidade.registry.MetricPoint;
import java.util.Arrays;
import java.util.List;

/**
 * A curve in characters: one line of points, the value's scale on the left, steps below. With
 * Unicode a cell has 2 by 4 dots (Braille patterns), else one.
 */
final class Plot {
  private static final int HEIGHT = 10;
  private static final int LABEL = 9;

  /** Bits of a Braille cell, [row][column]; Unicode chapter 21.1. */
  private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final boolean unicode;
  private final int across;
  private final int down;
  private final int[][] cells;

  private Plot(int width, boolean unicode) {
    this.unicode = unicode;
    int columns = Math.max(10, width - LABEL - 3);
    this.across = unicode ? 2 : 1;
    this.down = unicode ? 4 : 1;
    this.cells = new int[HEIGHT][columns];
  }

  /** Lines to print, for points in the order of their steps; none where nothing can be drawn. */
  static List<String> of(List<MetricPoint> points, int width, boolean unicode) {
    List<MetricPoint> finite =
        points.stream().filter(point -> Double.isFinite(point.value())).toList();
    return finite.size() < 2 ? List.of() : new Plot(width, unicode).draw(finite);
  }

  private List<String> draw(List<MetricPoint> points) {
    double least = points.stream().mapToDouble(MetricPoint::value).min().orElseThrow();
    double most = points.stream().mapToDouble(MetricPoint::value).max().orElseThrow();
    double span = most > least ? most - least : 1;
    double[] columns = means(points);
    int last = -1;
    for (int x = 0; x < columns.length; x++) {
      int rows = HEIGHT * down - 1;
      int y = rows - (int) Math.round((columns[x] - least) / span * rows);
      // A steep curve is joined, so that it reads as one.
      int from = last < 0 ? y : Math.min(y, last + Integer.signum(y - last));
      int to = last < 0 ? y : Math.max(y, last + Integer.signum(y - last));
      for (int dot = from; dot <= to; dot++) {
        mark(x, dot);
      }
      last = y;
    }
    return lines(least, most, points.get(0).step(), points.get(points.size() - 1).step());
  }

  /** The mean of the points of each dot column; between points the line that joins them. */
  private double[] means(List<MetricPoint> points) {
    int width = cells[0].length * across;
    double[] sums = new double[width];
    int[] counts = new int[width];
    long first = points.get(0).step();
    double steps = Math.max(1, points.get(points.size() - 1).step() - first);
    for (MetricPoint point : points) {
      int x = (int) Math.round((point.step() - first) / steps * (width - 1));
      sums[x] += point.value();
      counts[x]++;
    }
    double[] means = new double[width];
    int known = 0;
    for (int x = 0; x < width; x++) {
      if (counts[x] > 0) {
        means[x] = sums[x] / counts[x];
        for (int between = known + 1; between < x; between++) {
          double share = (between - known) / (double) (x - known);
          means[between] = means[known] + share * (means[x] - means[known]);
        }
        known = x;
      }
    }
    Arrays.fill(means, known, width, means[known]);
    return means;
  }

  private void mark(int x, int y) {
    cells[y / down][x / across] |= unicode ? DOTS[y % down][x % across] : 1;
  }

  private List<String> lines(double least, double most, long firstStep, long lastStep) {
    String[] lines = new String[HEIGHT + 2];
    for (int row = 0; row < HEIGHT; row++) {
      StringBuilder line = new StringBuilder();
      String label =
          row == 0 ? Figures.digits(most) : row == HEIGHT - 1 ? Figures.digits(least) : "";
      line.append(" ".repeat(Math.max(0, LABEL - label.length()))).append(label);
      line.append(unicode ? " │" : " |");
      for (int cell : cells[row]) {
        line.append(unicode ? (char) (0x2800 + cell) : cell == 0 ? ' ' : '*');
      }
      lines[row] = line.toString().replaceAll("[\\s\u2800]+$", "");
    }
    int columns = cells[0].length;
    lines[HEIGHT] =
        " ".repeat(LABEL) + (unicode ? " └" + "─".repeat(columns) : " +" + "-".repeat(columns));
    String left = "step " + firstStep;
    String right = Long.toString(lastStep);
    lines[HEIGHT + 1] =
        " ".repeat(LABEL + 2)
            + left
            + " ".repeat(Math.max(1, columns - left.length() - right.length()))
            + right;
    return List.of(lines);
  }
}
