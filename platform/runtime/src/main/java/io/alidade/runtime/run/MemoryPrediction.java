package io.alidade.runtime.run;

import io.alidade.runtime.plan.Experiment;

/** How much memory a run's process is going to take at most, said before it starts. */
@FunctionalInterface
public interface MemoryPrediction {
  /** Engine, code and the tensors of a small model, beside the heap. */
  long ALLOWANCE = 3L << 29; // 1.5 GiB

  /** In bytes. */
  long predictedBytes(Experiment plan);

  /** The heap's limit and {@link #ALLOWANCE}. */
  static MemoryPrediction ofHeap() {
    return plan -> plan.settings().execution().heapBytes() + ALLOWANCE;
  }
}
