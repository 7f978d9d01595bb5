package io.alidade.registry;

import java.util.OptionalLong;

/**
 * What was fixed before a run began.
 *
 * @param memoryBytes most resident memory as predicted, where it could be
 * @param microBatch rows of a batch that are embedded at once; 0 takes it whole
 * @param device as in {@code cpu} or {@code gpu:0}
 */
public record Planned(OptionalLong memoryBytes, int microBatch, String device) {}
