package io.alidade.busy.second;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Batch;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;

/** (w - 1)^2, slowly: a step ends when its part of the time is over. */
final class BusyObjective implements Objective.Direct {
  private final NDArray weight; // (1)
  private final double seconds;
  private long start;

  BusyObjective(NDArray weight, double seconds) {
    this.weight = weight;
    this.seconds = seconds;
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    long now = System.nanoTime();
    if (start == 0) {
      start = now;
    }
    // From the first step of this process on, which after a resume is not step 0.
    long until = start + (long) (1e9 * seconds * (step.index() + 1) / step.total());
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    NDArray away = weight.sub(weight.getManager().ones(weight.getShape())); // (1)
    return LossTerms.of("distance", away.mul(away).sum());
  }
}
