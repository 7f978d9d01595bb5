package io.alidade.nn;

/**
 * A step along a direction that satisfies the strong Wolfe conditions: the value falls enough, and
 * the slope is flatter. After J. Nocedal and S. Wright, <i>Numerical Optimization</i>, 2nd edition,
 * algorithms 3.5 and 3.6, with cubic interpolation (equation 3.59).
 *
 * <pre>
 *   phi(a) = f(x + a p)      phi(a) at most phi(0) + c1 a phi'(0),  |phi'(a)| at most c2 |phi'(0)|
 * </pre>
 */
final class LineSearch {
  private static final double FALL = 1e-4; // c1, the book's
  private static final double FLATTER = 0.9; // c2, the book's for quasi-Newton directions
  private static final int MOST = 40; // evaluations a search; where one halves each time, 1e-12
  private static final double LONGER = 2; // while the value falls and the slope stays steep
  private static final double MARGIN = 0.1; // an interpolated step keeps so far from the ends

  private final Lbfgs.Function function;
  private int evaluations;

  LineSearch(Lbfgs.Function function) {
    this.function = function;
  }

  int evaluations() {
    return evaluations;
  }

  /** A place with value and gradient. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Point(double[] x, double value, double[] gradient) {}

  /** A place on the line: step, value there, slope there. */
  private record Trial(double step, Point point, double slope) {
    double value() {
      return point.value();
    }
  }

  Point at(double[] x) {
    evaluations++;
    double[] gradient = new double[x.length];
    return new Point(x, function.at(x, gradient), gradient);
  }

  private Trial trial(Point from, double[] direction, double step) {
    double[] x = from.x().clone();
    for (int i = 0; i < x.length; i++) {
      x[i] += step * direction[i];
    }
    Point point = at(x);
    return new Trial(step, point, Lbfgs.dot(point.gradient(), direction));
  }

  /** The place of such a step; the best that was seen, or the start, where rounding hides one. */
  Point along(Point from, double[] direction, double first) {
    Trial start = new Trial(0, from, Lbfgs.dot(from.gradient(), direction));
    Trial before = start;
    double step = first;
    for (int i = 0; i < MOST; i++) {
      Trial now = trial(from, direction, step);
      if (tooHigh(now, start) || (i > 0 && now.value() >= before.value())) {
        return between(before, now, start, from, direction, MOST - i);
      }
      if (flat(now, start)) {
        return now.point();
      }
      if (now.slope() >= 0) {
        return between(now, before, start, from, direction, MOST - i);
      }
      before = now;
      step *= LONGER;
    }
    return before.point();
  }

  /** Narrows an interval that holds such a step; {@code low} is the best of its ends. */
  private Point between(
      Trial low, Trial high, Trial start, Point from, double[] direction, int most) {
    Trial good = low;
    Trial bad = high;
    for (int i = 0; i < most; i++) {
      Trial now = trial(from, direction, inside(good, bad));
      if (tooHigh(now, start) || now.value() >= good.value()) {
        bad = now;
      } else {
        if (flat(now, start)) {
          return now.point();
        }
        if (now.slope() * (bad.step() - good.step()) >= 0) {
          bad = good;
        }
        good = now;
      }
      if (Math.abs(bad.step() - good.step()) <= Math.ulp(good.step())) {
        break;
      }
    }
    return good.point();
  }

  private static boolean tooHigh(Trial trial, Trial start) {
    return !(trial.value() <= start.value() + FALL * trial.step() * start.slope());
  }

  private static boolean flat(Trial trial, Trial start) {
    return Math.abs(trial.slope()) <= -FLATTER * start.slope();
  }

  /**
   * The minimum of the cubic through both ends, kept from the ends; the middle where it is none.
   */
  private static double inside(Trial a, Trial b) {
    double width = b.step() - a.step();
    double d1 = a.slope() + b.slope() - 3 * (a.value() - b.value()) / (a.step() - b.step());
    double d2 = Math.signum(width) * Math.sqrt(d1 * d1 - a.slope() * b.slope());
    double cubic = b.step() - width * (b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2);
    double share = (cubic - a.step()) / width;
    if (!Double.isFinite(share)) {
      share = 0.5;
    }
    return a.step() + Math.min(1 - MARGIN, Math.max(MARGIN, share)) * width;
  }
}
