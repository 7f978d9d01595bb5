package io.alidade.runtime.train;

import io.alidade.api.Range;

/**
 * A linear warm-up, then half a cosine to 0.
 *
 * @param warmUp share of the steps until the full rate
 */
public record ScheduleSettings(@Range(min = 0, max = 1) double warmUp) {}
