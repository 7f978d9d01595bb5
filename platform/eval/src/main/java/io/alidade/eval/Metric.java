package io.alidade.eval;

import io.alidade.api.Measurement;

/** Accumulates classified samples into one number. Not thread-safe. */
public interface Metric {
  /**
   * Takes in one sample.
   *
   * @param truth index of its class
   * @param scores one a class, the higher the more of that class, none of them NaN
   */
  void add(int truth, float[] scores);

  /** The number over all samples so far; over none it is NaN. */
  Measurement measurement();
}
