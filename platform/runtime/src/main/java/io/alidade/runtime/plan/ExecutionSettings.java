package io.alidade.runtime.plan;

import io.alidade.api.Range;

/**
 * How a run is carried out. None of it is part of an experiment's identity.
 *
 * @param threads of the engine; 0 takes one a core
 * @param checkpointEvery steps between two checkpoints; 0 writes one only when a run is stopped
 * @param heap of the worker's JVM, as {@code -Xmx} takes it
 */
public record ExecutionSettings(
    @Range(min = 0) int threads, @Range(min = 0) int checkpointEvery, String heap) {
  public ExecutionSettings {
    if (!heap.matches("\\d+[kKmMgG]?")) {
      throw new IllegalArgumentException(
          "heap is \"" + heap + "\"; expected a size as in 2g or 512m");
    }
  }

  /** The thread count a run is planned with. */
  public int threadsHere() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
