package io.alidade.runtime.report;

import io.alidade.runtime.report.Canvas.Hand;
import io.alidade.runtime.report.ShotCurves.Curve;
import io.alidade.runtime.report.ShotCurves.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Curves over shots: each with a colour, a sign and its name at its end; a band of one standard
 * deviation where there are seeds; a level line of what sees no shot.
 */
final class ShotsChart {
  private static final int HEIGHT = 1000;
  private static final int LEFT = 110;
  private static final int EDGE = 1180; // where curves end and names begin
  private static final int NAMES = 60; // from there
  private static final int TOP = 140;
  private static final int BOTTOM = 96;
  private static final int SIGN = 7; // half of its side
  private static final int NAME = 30; // height of a name's line
  private static final Hand NAMED = new Hand(Font.BOLD, Canvas.TEXT, Canvas.INK);

  private static final int[] COLOURS = {
    0x1c5d99, 0xa8431f, 0x1a6e50, 0x882255, 0x6b4a2f, 0x332288, 0x997700, 0x3d8b8b, 0xb03a7a,
    0x4d5761
  };

  private final Canvas canvas;
  private final Graphics2D graphics;
  private final ShotCurves curves;
  private final TreeSet<Integer> shots;
  private final Axis y;

  private ShotsChart(ShotCurves curves) {
    int longest =
        curves.curves().stream()
            .mapToInt(curve -> Canvas.measured(name(curve), NAMED))
            .max()
            .orElse(0);
    this.canvas = new Canvas(EDGE + NAMES + longest + Canvas.MARGIN, HEIGHT);
    this.graphics = canvas.graphics();
    this.curves = curves;
    this.shots = curves.shots();
    double high =
        curves.curves().stream()
            .flatMap(curve -> curve.points().values().stream())
            .mapToDouble(point -> point.mean() + point.deviation())
            .max()
            .orElseThrow();
    this.y = Axis.over(0, 100 * high, 6);
  }

  static Canvas draw(ShotCurves curves) {
    ShotsChart chart = new ShotsChart(curves);
    chart.canvas.head(
        "Few-shot classification: mean per class over shots",
        "Mean over %s: %s.%s"
            .formatted(
                Words.count(curves.datasets().size(), "data set", "data sets"),
                String.join(", ", curves.datasets()),
                curves.hasSeeds() ? " Bands: one standard deviation over seeds." : " One seed."));
    chart.grid();
    List<Curve> all = curves.curves();
    for (int i = all.size() - 1; i >= 0; i--) {
      chart.curve(all.get(i), i);
    }
    chart.names();
    return chart.canvas;
  }

  private void grid() {
    Hand hand = new Hand(Font.PLAIN, Canvas.TEXT, Canvas.QUIET);
    for (double tick : y.ticks()) {
      int at = (int) Math.round(top(tick / 100));
      graphics.setColor(Canvas.RULE);
      graphics.setStroke(Canvas.solid(2));
      graphics.drawLine(LEFT, at, EDGE, at);
      String label = y.label(tick) + " %";
      canvas.text(label, LEFT - 14 - canvas.width(label, hand), at + 7, hand);
    }
    for (int shot : shots) {
      int at = (int) Math.round(left(shot));
      graphics.setColor(Canvas.QUIET);
      graphics.drawLine(at, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 8);
      String label = String.valueOf(shot);
      canvas.text(label, at - canvas.width(label, hand) / 2, HEIGHT - BOTTOM + 34, hand);
    }
    String axis = "training images of each class (logarithmic)";
    int middle = (LEFT + EDGE) / 2;
    canvas.text(axis, middle - canvas.width(axis, hand) / 2, HEIGHT - 24, hand);
  }

  private void curve(Curve curve, int place) {
    Color colour = colour(place);
    List<Integer> at = List.copyOf(curve.points().keySet());
    Path2D line = new Path2D.Double();
    Path2D band = new Path2D.Double();
    for (int shot : at) {
      Point point = point(curve, shot);
      to(line, left(shot), top(point.mean()));
      to(band, left(shot), top(point.mean() + point.deviation()));
    }
    for (int i = at.size() - 1; i >= 0; i--) {
      Point point = point(curve, at.get(i));
      to(band, left(at.get(i)), top(point.mean() - point.deviation()));
    }
    band.closePath();
    graphics.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 50));
    graphics.fill(band);
    graphics.setColor(colour);
    if (curve.isFlat()) {
      graphics.setStroke(Canvas.dashed(3));
      int level = (int) Math.round(top(curve.last().mean()));
      graphics.drawLine(LEFT, level, EDGE, level);
      return;
    }
    graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(line);
    for (int shot : at) {
      whiskers(point(curve, shot), left(shot));
      sign(place, left(shot), top(point(curve, shot).mean()));
    }
  }

  private static Point point(Curve curve, int shot) {
    return Objects.requireNonNull(curve.points().get(shot));
  }

  /** One standard deviation up and down, where there is one. */
  private void whiskers(Point point, double x) {
    if (point.deviation() > 0) {
      double high = top(point.mean() + point.deviation());
      double low = top(point.mean() - point.deviation());
      graphics.draw(new Line2D.Double(x, high, x, low));
      graphics.draw(new Line2D.Double(x - SIGN, high, x + SIGN, high));
      graphics.draw(new Line2D.Double(x - SIGN, low, x + SIGN, low));
    }
  }

  /** A disc, a square, a triangle or a diamond, full or open. */
  private void sign(int place, double x, double y) {
    int size = SIGN + 2;
    Shape shape =
        switch (place % 4) {
          case 0 -> new Ellipse2D.Double(x - SIGN, y - SIGN, 2 * SIGN, 2 * SIGN);
          case 1 -> new Rectangle2D.Double(x - SIGN, y - SIGN, 2 * SIGN, 2 * SIGN);
          case 2 -> polygon(x, y - size, x + size, y + SIGN, x - size, y + SIGN);
          default -> polygon(x, y - size, x + size, y, x, y + size, x - size, y);
        };
    Color colour = graphics.getColor();
    if (place / 4 % 2 == 1) {
      graphics.setColor(Canvas.PAPER);
    }
    graphics.fill(shape);
    graphics.setColor(colour);
    graphics.setStroke(Canvas.solid(3));
    graphics.draw(shape);
    graphics.setStroke(Canvas.solid(4));
  }

  private static Path2D polygon(double... coordinates) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < coordinates.length; i += 2) {
      to(path, coordinates[i], coordinates[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** At the right edge, in the order of the ends, never one over another. */
  private void names() {
    List<Curve> all = curves.curves();
    double[] at = new double[all.size()];
    for (int i = 0; i < at.length; i++) {
      double wanted = top(all.get(i).last().mean());
      at[i] = i == 0 ? wanted : Math.max(wanted, at[i - 1] + NAME);
    }
    double most = HEIGHT - BOTTOM;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], most);
      most = at[i] - NAME;
    }
    int left = EDGE + NAMES;
    for (int i = 0; i < at.length; i++) {
      Curve curve = all.get(i);
      double end = curve.isFlat() ? EDGE : left(curve.points().lastKey()) + SIGN + 4;
      graphics.setColor(colour(i));
      graphics.setStroke(Canvas.solid(1));
      graphics.draw(new Line2D.Double(end, top(curve.last().mean()), left - 28, at[i]));
      if (!curve.isFlat()) {
        sign(i, left - 16, at[i]);
      }
      Hand hand = new Hand(Font.BOLD, Canvas.TEXT, colour(i));
      canvas.text(name(curve), left, (int) Math.round(at[i]) + 7, hand);
    }
  }

  private static String name(Curve curve) {
    Point last = curve.last();
    String mean = String.format(Locale.ROOT, "%s  %.1f", curve.name(), 100 * last.mean());
    return last.seeds() > 1
        ? mean
            + String.format(
                Locale.ROOT, " ± %.1f %% (n = %d)", 100 * last.deviation(), last.seeds())
        : mean + " %";
  }

  private static void to(Path2D path, double x, double y) {
    if (path.getCurrentPoint() == null) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }

  private static Color colour(int place) {
    return new Color(COLOURS[place % COLOURS.length]);
  }

  private double left(int shot) {
    double low = Math.log(shots.first());
    double high = Math.log(shots.last());
    double share = high > low ? (Math.log(shot) - low) / (high - low) : 0.5;
    return LEFT + 40 + share * (EDGE - LEFT - 80);
  }

  private double top(double share) {
    return HEIGHT - BOTTOM - y.place(100 * share) * (HEIGHT - BOTTOM - TOP);
  }
}
