package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.worker.Message;
import java.util.Optional;
import java.util.OptionalLong;

/** How much memory a run's process is going to take at most, said before it starts. */
@FunctionalInterface
public interface MemoryPrediction {
  /** Engine, code and the tensors of a small model, beside the heap. */
  long ALLOWANCE = 3L << 29; // 1.5 GiB

  /** In bytes. */
  long predictedBytes(Experiment plan);

  /** That of the planner, where there is one. */
  static MemoryPrediction of(Optional<Message.Size> size) {
    return plan -> {
      try {
        OptionalLong bytes = Planner.plan(plan, size).predictedBytes();
        return bytes.orElseGet(() -> ofHeap().predictedBytes(plan));
      } catch (AlidadeException e) {
        return ofHeap().predictedBytes(plan); // It cannot fit, and its run will say so.
      }
    };
  }

  /** The heap's limit and {@link #ALLOWANCE}. */
  static MemoryPrediction ofHeap() {
    return plan -> plan.settings().execution().heapBytes() + ALLOWANCE;
  }
}
