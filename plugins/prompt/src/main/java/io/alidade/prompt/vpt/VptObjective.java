package io.alidade.prompt.vpt;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Batch;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.Ops;

/**
 * Cross entropy over the class texts.
 *
 * @param texts (K, D) of the classes that training names, rows of unit length
 */
record VptObjective(PromptedTowers towers, NDArray texts) implements Objective.Direct {

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    return loss(logits(batch.images()), batch.labels());
  }

  /** (B, 3, H, W) -> (B, K). */
  NDArray logits(NDArray images) {
    return towers.encodeImage(images).matMul(texts.transpose()).mul(towers.logitScale());
  }

  /** (B, K) and int64 (B). */
  static LossTerms loss(NDArray logits, NDArray labels) {
    return LossTerms.of("cross-entropy", Ops.crossEntropy(logits, labels));
  }
}
