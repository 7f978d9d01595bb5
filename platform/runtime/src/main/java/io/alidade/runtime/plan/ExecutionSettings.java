package io.alidade.runtime.plan;

import io.alidade.api.Range;

/**
 * How a run is carried out. None of it is part of an experiment's identity.
 *
 * @param threads of the engine; 0 takes one a core
 * @param checkpointEvery steps between two checkpoints; 0 writes one only when a run is stopped
 * @param heap of the worker's JVM, as {@code -Xmx} takes it
 * @param device auto, cpu, or a GPU by its number, as in gpu:0
 */
public record ExecutionSettings(
    @Range(min = 0) int threads, @Range(min = 0) int checkpointEvery, String heap, String device) {
  public ExecutionSettings {
    if (!heap.matches("\\d+[kKmMgG]?")) {
      throw new IllegalArgumentException(
          "heap is \"" + heap + "\"; expected a size as in 2g or 512m");
    }
    if (!device.matches("auto|cpu|gpu:\\d{1,3}")) {
      throw new IllegalArgumentException(
          "device is \"" + device + "\"; expected auto, cpu, or a GPU as in gpu:0");
    }
  }

  /** The thread count a run is planned with. */
  public int threadsHere() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
