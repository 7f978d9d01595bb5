package io.alidade.runtime.plan;

import io.alidade.api.Range;

/**
 * A zero-shot look at a training under way. It decides nothing, unless {@code train.keep-best} goes
 * by it.
 *
 * @param every steps between two looks
 * @param samples how many images are looked at
 */
public record CanarySettings(
    String dataset, String split, @Range(min = 1) int every, @Range(min = 1) int samples) {
  /** How the names of its metrics begin. */
  public static final String METRICS = "canary/";

  /** Its one metric. */
  public static final String TOP_ONE = METRICS + "top-1";
}
