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

  @Override
  default void close() {}
}
