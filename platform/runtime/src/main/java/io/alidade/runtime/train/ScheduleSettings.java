package io.alidade.runtime.train;

import io.alidade.api.Range;

/**
 * How the learning rate moves over the steps.
 *
 * @param warmUp share of the steps until the full rate
 * @param coolDown share of the steps in which a constant rate falls to 0
 */
public record ScheduleSettings(
    Shape shape, @Range(min = 0, max = 1) double warmUp, @Range(min = 0, max = 1) double coolDown) {
  /** What follows the warm-up. */
  public enum Shape {
    /** Half a cosine to 0. */
    COSINE,
    /** The full rate, and a line to 0 in the cool-down. */
    CONSTANT,
    /** Half a cosine up from a 25th of the rate, then half a cosine to almost 0. */
    ONE_CYCLE
  }

  public ScheduleSettings {
    if (warmUp + coolDown > 1) {
      throw new IllegalArgumentException(
          "warm-up is %s and cool-down is %s; expected at most 1 together"
              .formatted(warmUp, coolDown));
    }
  }
}
