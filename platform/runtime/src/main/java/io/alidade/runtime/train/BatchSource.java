package io.alidade.runtime.train;

import ai.djl.ndarray.NDManager;
import io.alidade.api.Batch;

/** Where the loop's batches come from. */
@FunctionalInterface
public interface BatchSource {
  /**
   * The batch of a step; called once for each step, in order.
   *
   * @param manager of the step: the batch's tensors end with it
   */
  Batch batch(long step, NDManager manager);

  /** Which samples that batch holds, in words, for whoever looks for a broken one; may be empty. */
  default String names(long step) {
    return "";
  }
}
