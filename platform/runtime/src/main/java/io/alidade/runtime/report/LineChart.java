package io.alidade.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One curve over steps as inline SVG: round ticks, no smoothing, the last value written at its end.
 * Colours come from the page, so that light and dark both fit.
 *
 * @param title what is drawn, in words
 * @param unit how values are written
 * @param reference a level to compare with, drawn as a dashed line
 * @param referenceName what that level is
 */
record LineChart(
    String title, Unit unit, List<Point> points, OptionalDouble reference, String referenceName) {

  /** A value at a step; NaN breaks the line. */
  record Point(long step, double value) {}

  /** How a value is written. */
  enum Unit {
    PLAIN,
    /** A fraction 0..1, written in percent. */
    SHARE;

    String write(double value) {
      return this == SHARE ? Words.percent(value) : Words.number(value);
    }
  }

  // In units of the picture; a page scales it to its column.
  private static final double WIDTH = 460;
  private static final double HEIGHT = 250;
  private static final double LEFT = 58;
  private static final double RIGHT = 74;
  private static final double TOP = 14;
  private static final double BOTTOM = 38;
  private static final int FEW_POINTS = 30; // so few that each one deserves a dot
  private static final int MOST_POINTS = 800; // more than a column has pixels

  String svg() {
    List<Point> drawn = thinned();
    double[] finite = drawn.stream().mapToDouble(Point::value).filter(Double::isFinite).toArray();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : finite) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (finite.length == 0) {
      return "<p class=\"quiet\">No finite value was recorded.</p>";
    }
    if (reference.isPresent()) {
      low = Math.min(low, reference.getAsDouble());
      high = Math.max(high, reference.getAsDouble());
    }
    double scale = unit == Unit.SHARE ? 100 : 1;
    // Shares start at nothing; a loss may start where it is.
    Axis y = Axis.over(unit == Unit.SHARE ? 0 : Math.min(low, 0.0) * scale, high * scale, 5);
    Axis x = Axis.over(0, (double) drawn.get(drawn.size() - 1).step(), 5);
    Html svg = new Html();
    svg.raw(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">"
            .formatted(Html.number(WIDTH), Html.number(HEIGHT), Html.escape(summary(finite))));
    grid(svg, x, y);
    if (reference.isPresent()) {
      double at = top(y, reference.getAsDouble() * scale);
      svg.raw(
          "<path class=\"reference\" d=\"M%s %sH%s\"/>".formatted(at(LEFT), at(at), at(right())));
      svg.raw(
              "<text class=\"reference-name\" x=\"%s\" y=\"%s\">"
                  .formatted(at(right() - 4), at(at - 5)))
          .text(referenceName)
          .raw("</text>");
    }
    svg.raw("<path class=\"line\" d=\"" + path(drawn, x, y, scale) + "\"/>");
    if (finite.length <= FEW_POINTS) {
      dots(svg, drawn, x, y, scale);
    }
    end(svg, drawn, x, y, scale);
    return svg.raw("</svg>").toString();
  }

  private String summary(double[] finite) {
    return "%s over steps: from %s to %s"
        .formatted(title, unit.write(finite[0]), unit.write(finite[finite.length - 1]));
  }

  private static void grid(Html svg, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      double at = top(y, tick);
      svg.raw("<path class=\"grid\" d=\"M%s %sH%s\"/>".formatted(at(LEFT), at(at), at(right())));
      svg.raw(
          "<text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(at(LEFT - 7), at(at + 4), y.label(tick)));
    }
    for (double tick : x.ticks()) {
      double at = left(x, tick);
      svg.raw("<path class=\"mark\" d=\"M%s %sv4\"/>".formatted(at(at), at(HEIGHT - BOTTOM)));
      svg.raw(
          "<text class=\"tick\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(at(at), at(HEIGHT - BOTTOM + 17), x.label(tick)));
    }
    svg.raw(
        "<text class=\"tick\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">step</text>"
            .formatted(at((LEFT + right()) / 2), at(HEIGHT - 4)));
  }

  private static void dots(Html svg, List<Point> drawn, Axis x, Axis y, double scale) {
    for (Point point : drawn) {
      if (Double.isFinite(point.value())) {
        svg.raw(
            "<circle class=\"end\" cx=\"%s\" cy=\"%s\" r=\"2\"/>"
                .formatted(at(left(x, (double) point.step())), at(top(y, point.value() * scale))));
      }
    }
  }

  private void end(Html svg, List<Point> drawn, Axis x, Axis y, double scale) {
    for (int i = drawn.size() - 1; i >= 0; i--) {
      Point last = drawn.get(i);
      if (Double.isFinite(last.value())) {
        double left = left(x, (double) last.step());
        double top = top(y, last.value() * scale);
        svg.raw("<circle class=\"end\" cx=\"%s\" cy=\"%s\" r=\"3\"/>".formatted(at(left), at(top)));
        svg.raw("<text class=\"value\" x=\"%s\" y=\"%s\">".formatted(at(left + 7), at(top + 4)))
            .text(unit.write(last.value()))
            .raw("</text>");
        return;
      }
    }
  }

  private static String path(List<Point> points, Axis x, Axis y, double scale) {
    StringBuilder path = new StringBuilder();
    boolean down = false;
    for (Point point : points) {
      if (!Double.isFinite(point.value())) {
        down = false;
        continue;
      }
      path.append(down ? 'L' : 'M')
          .append(at(left(x, (double) point.step())))
          .append(' ')
          .append(at(top(y, point.value() * scale)));
      down = true;
    }
    return path.toString();
  }

  /** Every n-th point, and the last. */
  private List<Point> thinned() {
    int stride = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += Math.max(stride, 1)) {
      kept.add(points.get(i));
    }
    Point last = points.get(points.size() - 1);
    if (!kept.get(kept.size() - 1).equals(last)) {
      kept.add(last);
    }
    return kept;
  }

  private static double right() {
    return WIDTH - RIGHT;
  }

  private static double left(Axis x, double step) {
    return LEFT + x.place(step) * (right() - LEFT);
  }

  private static double top(Axis y, double value) {
    return HEIGHT - BOTTOM - y.place(value) * (HEIGHT - BOTTOM - TOP);
  }

  private static String at(double coordinate) {
    return Html.number(coordinate);
  }
}
