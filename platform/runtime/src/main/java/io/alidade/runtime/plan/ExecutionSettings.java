package io.alidade.runtime.plan;

import io.alidade.api.Range;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a run is carried out. None of it is part of an experiment's identity.
 *
 * @param threads of the engine; 0 takes one a core
 * @param checkpointEvery steps between two checkpoints; 0 writes one only when a run is stopped
 * @param heap of the worker's JVM, as {@code -Xmx} takes it
 * @param parallel runs of a suite at a time: {@code auto}, or a number
 * @param device auto, cpu, or a GPU by its number, as in gpu:0
 * @param memory that a run is planned for, as {@code heap}, or auto
 * @param featureCache size on disk of the features that runs share, as {@code heap}
 */
public record ExecutionSettings(
    @Range(min = 0) int threads,
    @Range(min = 0) int checkpointEvery,
    String heap,
    String parallel,
    String device,
    String memory,
    String featureCache) {
  private static final String AUTO = "auto";
  private static final String SIZE = "\\d{1,9}[kKmMgG]?";

  public ExecutionSettings {
    if (!heap.matches("\\d+[kKmMgG]?")) {
      throw new IllegalArgumentException(
          "heap is \"" + heap + "\"; expected a size as in 2g or 512m");
    }
    if (!parallel.equals(AUTO) && !parallel.matches("[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException(
          "parallel is \"" + parallel + "\"; expected auto, or a number from 1 to 999");
    }
    if (!device.matches("auto|cpu|gpu:\\d{1,3}")) {
      throw new IllegalArgumentException(
          "device is \"" + device + "\"; expected auto, cpu, or a GPU as in gpu:0");
    }
    if (!memory.matches(AUTO + "|" + SIZE)) {
      throw new IllegalArgumentException(
          "memory is \"" + memory + "\"; expected auto, or a size as in 8g or 512m");
    }
    if (!featureCache.matches(SIZE)) {
      throw new IllegalArgumentException(
          "feature-cache is \"" + featureCache + "\"; expected a size as in 8g or 512m");
    }
  }

  /** Bytes of all kept features together. */
  public long featureCacheBytes() {
    return bytes(featureCache);
  }

  /** As the user wants it; empty where the machine decides. It moves no digit. */
  public OptionalInt runsAtATime() {
    return parallel.equals(AUTO) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parallel));
  }

  /** The heap's limit. */
  public long heapBytes() {
    return bytes(heap);
  }

  /** Bytes that a run is planned for; empty where the machine says. */
  public OptionalLong memoryBytes() {
    return memory.equals(AUTO) ? OptionalLong.empty() : OptionalLong.of(bytes(memory));
  }

  /** 2147483648 for 2g, as {@code -Xmx} reads it. */
  public static long bytes(String size) {
    int unit = "kmg".indexOf(Character.toLowerCase(size.charAt(size.length() - 1)));
    long number = Long.parseLong(size.substring(0, size.length() - (unit < 0 ? 0 : 1)));
    return number << (10 * (unit + 1));
  }

  /** The thread count a run is planned with. */
  public int threadsHere() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
