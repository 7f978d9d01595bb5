package io.alidade.adapter.tipadapterf;

import ai.djl.ndarray.NDArray;
import io.alidade.adapter.tipadapter.CacheFormula;
import io.alidade.api.Batch;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.Ops;

/**
 * Cross entropy of the shots, which the keys are trained by.
 *
 * @param features (N, D) of the shots
 * @param clip (N, K) their zero-shot logits, of the classes that training names
 * @param keys (N, D), which learn
 * @param values (N, K) one-hot labels
 */
record TipAdapterFObjective(
    CacheFormula formula,
    NDArray features,
    NDArray clip,
    NDArray keys,
    NDArray values,
    NDArray alpha,
    NDArray beta)
    implements Objective.Direct {

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    return loss(batch.indices(), batch.labels());
  }

  /** Of the shots at {@code indices}. */
  LossTerms loss(NDArray indices, NDArray labels) {
    NDArray seen = formula.rows(features, indices); // (B, D)
    NDArray cached = formula.answers(seen, keys, values, beta); // (B, K)
    NDArray logits = formula.mixed(formula.rows(clip, indices), cached, alpha); // (B, K)
    return LossTerms.of("cross-entropy", Ops.crossEntropy(logits, labels));
  }
}
