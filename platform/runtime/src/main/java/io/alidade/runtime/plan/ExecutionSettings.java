package io.alidade.runtime.plan;

import io.alidade.api.Range;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How a run is carried out. None of it is part of an experiment's identity.
 *
 * @param threads of the engine; 0 takes one a core
 * @param checkpointEvery steps between two checkpoints; 0 writes one only when a run is stopped
 * @param heap of the worker's JVM, as {@code -Xmx} takes it
 * @param parallel runs of a suite at a time: {@code auto}, or a number
 */
public record ExecutionSettings(
    @Range(min = 0) int threads,
    @Range(min = 0) int checkpointEvery,
    String heap,
    String parallel) {
  private static final String AUTO = "auto";

  public ExecutionSettings {
    if (!heap.matches("\\d+[kKmMgG]?")) {
      throw new IllegalArgumentException(
          "heap is \"" + heap + "\"; expected a size as in 2g or 512m");
    }
    if (!parallel.equals(AUTO) && !parallel.matches("[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException(
          "parallel is \"" + parallel + "\"; expected auto, or a number from 1 to 999");
    }
  }

  /** The thread count a run is planned with. */
  public int threadsHere() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  /** As the user wants it; empty where the machine decides. It moves no digit. */
  public OptionalInt runsAtATime() {
    return parallel.equals(AUTO) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parallel));
  }

  /** The heap's limit in bytes. */
  public long heapBytes() {
    String digits = heap.replaceAll("\\D", "");
    int shift =
        switch (heap.substring(digits.length()).toLowerCase(Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Long.parseLong(digits) << shift;
  }
}
