package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/** A model and how it is trained. Not thread-safe; the caller closes it. */
public interface Learner extends AutoCloseable {
  /** What protocols evaluate. */
  Model model();

  Training training();

  /**
   * Every parameter and every named buffer (batch statistics, queues, momentum copies), in a fixed
   * order: what a checkpoint holds. Arrays are written in place when a checkpoint is read.
   */
  Map<String, NDArray> state();

  /**
   * Called once, behind the last step and without gradients: what is chosen on validation is chosen
   * here. A training of no steps has come to its end as well.
   */
  default void trained() {}

  /** Configurations that were compared on validation to get this one; 1 where none was. */
  default int tried() {
    return 1;
  }

  @Override
  default void close() {}
}
