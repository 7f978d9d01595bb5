package io.alidade.runtime.run;

import io.alidade.runtime.plan.Experiment;
import java.lang.management.ManagementFactory;

/**
 * What a run takes of the machine, as shares of 1.
 *
 * @param cores its threads among all
 * @param memory its predicted bytes among those that runs may have
 */
record Share(double cores, double memory) {
  /** Of the machine's memory; the rest is the host's, the system's and the files' cache. */
  private static final double OF_MEMORY = 0.8;

  private static final double ROUNDING = 1e-9;

  static final Share NONE = new Share(0, 0);

  /**
   * Of a run here. Where the user says how many go at a time, that counts and nothing else.
   *
   * @param prediction of its memory
   */
  static Share of(Experiment plan, MemoryPrediction prediction) {
    Share share = ofCores(plan);
    return plan.settings().execution().runsAtATime().isPresent()
            || share.cores > 0.5 // Two of these never fit: its memory need not be known.
        ? share
        : new Share(share.cores, prediction.predictedBytes(plan) / (OF_MEMORY * machineMemory()));
  }

  /** Of a run whose memory is not looked at. */
  static Share ofCores(Experiment plan) {
    var execution = plan.settings().execution();
    return new Share(
        execution.runsAtATime().isPresent()
            ? 1.0 / execution.runsAtATime().getAsInt()
            : execution.threadsHere() / (double) Runtime.getRuntime().availableProcessors(),
        0);
  }

  /** The machine's, or the container's. */
  private static double machineMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  Share plus(Share other) {
    return new Share(cores + other.cores, memory + other.memory);
  }

  Share minus(Share other) {
    return new Share(cores - other.cores, memory - other.memory);
  }

  /** Whether the machine has as much. */
  boolean fits() {
    return cores <= 1 + ROUNDING && memory <= 1 + ROUNDING;
  }

  /** How many like this fit at a time; one always does. */
  int times() {
    return (int) Math.max(1, Math.floor(1 / Math.max(cores, memory) + ROUNDING));
  }
}
