package io.alidade.runtime.train;

import java.util.Map;

/** What a training tells, and asks. */
public interface TrainingListener {
  /**
   * Values since the last call: {@code loss} and each of its terms, {@code learning-rate}, {@code
   * gradient-norm}, {@code samples-per-second}, {@code data-wait} (the share of the time in which
   * the loop waited for data), and what the method's bounded scalars are called.
   *
   * @param step steps done
   */
  void metrics(long step, long total, Map<String, Double> values);

  /** A sentence about what goes wrong in this training; each cause is told once. */
  default void warning(String sentence) {}

  /** After each step, without gradients: the moment for a look at the model. */
  default void afterStep(long step) {}

  /** Asked before each step; true ends the training there. */
  default boolean stopRequested() {
    return false;
  }
}
