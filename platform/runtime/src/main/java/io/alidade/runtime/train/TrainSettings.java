package io.alidade.runtime.train;

import io.alidade.api.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How the one loop trains.
 *
 * @param microBatch samples whose activations are kept at once; 0 keeps the whole batch's, auto
 *     leaves that to the planner
 * @param clipNorm largest norm of all gradients together; 0 clips nothing
 * @param logEvery steps between two records of the loss
 * @param solver what brings a training without steps to its end
 */
public record TrainSettings(
    @Range(min = 1) int steps,
    @Range(min = 1) int batchSize,
    String microBatch,
    @Range(min = 0) double clipNorm,
    @Range(min = 1) int logEvery,
    OptimizerSettings optimizer,
    ScheduleSettings schedule,
    AverageSettings ema,
    KeepBestSettings keepBest,
    SolverSettings solver) {
  private static final String AUTO = "auto";

  public TrainSettings {
    if (!microBatch.matches(AUTO + "|\\d{1,9}")) {
      throw new IllegalArgumentException(
          "micro-batch is \"" + microBatch + "\"; expected auto, or a number of samples");
    }
  }

  /** One that averages nothing, keeps no best model, and solves as by default. */
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
        String.valueOf(microBatch),
        clipNorm,
        logEvery,
        optimizer,
        schedule,
        new AverageSettings(0, false),
        new KeepBestSettings("", KeepBestSettings.Better.HIGHER, KeepBestSettings.Which.LAST),
        SolverSettings.DEFAULT);
  }

  /** Samples of a part as configured; empty for auto. */
  public OptionalInt givenMicroBatch() {
    return microBatch.equals(AUTO)
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(microBatch));
  }

  /** The same with the part that was chosen for it; 0 for whole batches. */
  public TrainSettings withMicroBatch(int rows) {
    return of(steps, batchSize, String.valueOf(rows));
  }

  /** The same for a few steps on other batches, taken whole. */
  public TrainSettings sized(int batchSize, int steps) {
    return of(steps, batchSize, "0");
  }

  private TrainSettings of(int steps, int batchSize, String microBatch) {
    return new TrainSettings(
        steps,
        batchSize,
        microBatch,
        clipNorm,
        logEvery,
        optimizer,
        schedule,
        ema,
        keepBest,
        solver);
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
