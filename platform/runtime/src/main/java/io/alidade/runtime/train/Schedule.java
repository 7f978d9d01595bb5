package io.alidade.runtime.train;

import io.alidade.runtime.train.ScheduleSettings.Shape;

/**
 * The learning rate of each step. With base the highest rate, w the steps of the warm-up, c those
 * of the cool-down, and n all:
 *
 * <pre>
 *   warm-up     base (i + 1) / w                                       i below w, as in open_clip
 *   cosine      base / 2 (1 + cos(pi (i - w) / (n - w)))               then
 *   constant    base, and base (1 - (i - (n - c)) / c)                 in the last c steps
 * </pre>
 *
 * <p>One-cycle (Smith and Topin, <i>Super-convergence</i>, 2018), as PyTorch has it, has a warm-up
 * of its own: half a cosine from base / 25 to base at step w - 1, then half a cosine to base /
 * 250,000 at the last step.
 */
record Schedule(Shape shape, double base, long warmUp, long coolDown, long total) {
  /** PyTorch's; how far below the full rate one-cycle starts, and ends below its start. */
  private static final double START = 25;

  private static final double END = 1e4;

  static Schedule of(TrainSettings settings) {
    ScheduleSettings schedule = settings.schedule();
    int steps = settings.steps();
    return new Schedule(
        schedule.shape(),
        settings.optimizer().rate(),
        Math.round(schedule.warmUp() * steps),
        Math.round(schedule.coolDown() * steps),
        steps);
  }

  /** The rate of a step, counted from 0. */
  double rate(long step) {
    if (shape == Shape.ONE_CYCLE) {
      return oneCycle(step);
    } else if (step < warmUp) {
      return base * (step + 1) / warmUp;
    } else if (shape == Shape.COSINE) {
      return fall(base, 0, (double) (step - warmUp) / (total - warmUp));
    }
    long flat = total - coolDown;
    return step < flat ? base : base * (1 - (double) (step - flat) / coolDown);
  }

  private double oneCycle(long step) {
    double low = base / START;
    double top = Math.max(0, warmUp - 1.0);
    if (step < top) {
      return fall(low, base, step / top);
    }
    double rest = Math.max(1, total - 1 - top);
    return fall(base, low / END, (step - top) / rest);
  }

  /** Half a cosine from one value to another. */
  private static double fall(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }
}
