package io.alidade.runtime.train;

import io.alidade.api.Range;

/**
 * How the one loop trains.
 *
 * @param microBatch samples whose activations are kept at once; 0 keeps the whole batch's
 * @param clipNorm largest norm of all gradients together; 0 clips nothing
 * @param logEvery steps between two records of the loss
 */
public record TrainSettings(
    @Range(min = 1) int steps,
    @Range(min = 1) int batchSize,
    @Range(min = 0) int microBatch,
    @Range(min = 0) double clipNorm,
    @Range(min = 1) int logEvery,
    OptimizerSettings optimizer,
    ScheduleSettings schedule) {}
