package io.alidade.registry;

import java.time.Instant;

/**
 * One number of training. A second point with the same name and step takes the first one's place.
 */
public record MetricPoint(String name, long step, double value, Instant at) {}
