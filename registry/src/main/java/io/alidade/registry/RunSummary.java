package io.alidade.registry;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A run with how far it came.
 *
 * @param step the last one with a recorded loss
 * @param first the number that was measured first
 */
public record RunSummary(
    RunRow run, OptionalLong step, OptionalDouble loss, Optional<MeasurementRow> first) {}
