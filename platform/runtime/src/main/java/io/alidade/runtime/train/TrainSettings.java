package io.alidade.runtime.train;

import io.alidade.api.Range;
import java.util.ArrayList;
import java.util.List;

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
    ScheduleSettings schedule,
    AverageSettings ema,
    KeepBestSettings keepBest) {
  /** One that averages nothing and keeps no best model. */
  public TrainSettings(
      int steps,
      int batchSize,
      int microBatch,
      double clipNorm,
      int logEvery,
      OptimizerSettings optimizer,
      ScheduleSettings schedule) {
    this(
        steps,
        batchSize,
        microBatch,
        clipNorm,
        logEvery,
        optimizer,
        schedule,
        new AverageSettings(0, false),
        new KeepBestSettings("", KeepBestSettings.Better.HIGHER, KeepBestSettings.Which.LAST));
  }

  /** What a reader of the numbers has to know of the model that they belong to. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (ema.averages()) {
      notes.add(
          "the model is the moving average of its steps (train.ema.decay = %s), not the last step's"
              .formatted(ema.decay()));
    }
    if (keepBest.evaluatesBest()) {
      notes.add(
          "the model is the one of the best %s during training, chosen by it"
              .formatted(keepBest.metric()));
    }
    return notes;
  }
}
