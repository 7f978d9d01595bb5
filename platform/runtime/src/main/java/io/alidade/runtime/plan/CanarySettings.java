package io.alidade.runtime.plan;

import io.alidade.api.Range;

/**
 * A zero-shot look at a training under way. It decides nothing.
 *
 * @param every steps between two looks
 * @param samples how many images are looked at
 */
public record CanarySettings(
    String dataset, String split, @Range(min = 1) int every, @Range(min = 1) int samples) {}
