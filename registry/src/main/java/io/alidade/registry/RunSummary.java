package io.alidade.registry;

import java.util.Optional;

/**
 * A run with how far it came.
 *
 * @param loss the last one recorded
 * @param first the number that was measured first
 */
public record RunSummary(RunRow run, Optional<MetricPoint> loss, Optional<MeasurementRow> first) {}
