package io.alidade.contrastive.siglip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Ops;
import io.alidade.nn.Pairs;

/** Each of the B x B pairings judged by itself (algorithm 1 of the paper). */
final class SiglipObjective implements Objective.OnEmbeddings {
  private final DualTowers towers;
  private final NDArray bias;

  SiglipObjective(DualTowers towers, NDArray bias) {
    this.towers = towers;
    this.bias = bias;
  }

  @Override
  public Embeddings embed(Batch batch, Step step) {
    return Pairs.embed(towers, batch, step);
  }

  @Override
  public boolean rowsAreIndependent() {
    return !towers.image().hasBatchStatistics();
  }

  @Override
  public LossTerms loss(Embeddings embeddings, Step step) {
    return loss(embeddings.get(Pairs.IMAGE), embeddings.get(Pairs.TEXT), towers.logitScale(), bias);
  }

  /**
   * The loss alone.
   *
   * @param image (B, D), rows of unit length
   * @param text (B, D), rows of unit length
   * @param scale scalar, 1 / temperature
   * @param bias scalar
   */
  static LossTerms loss(NDArray image, NDArray text, NDArray scale, NDArray bias) {
    NDArray logits = Pairs.logits(image, text, scale).add(bias); // (B, B), rows are images
    NDArray signed = logits.mul(signs(logits)); // (B, B)
    double pairs = logits.getShape().get(0);
    // The mean over B x B pairings, B times: the sum divided by B.
    return LossTerms.of("pairings", Ops.times(-pairs, Ops.mean(Ops.logSigmoid(signed))));
  }

  /** (B, B): 1 for true pairs, -1 for all others. */
  private static NDArray signs(NDArray logits) {
    int pairs = (int) logits.getShape().get(0);
    NDArray others = logits.getManager().full(new Shape(pairs, pairs), -1, DataType.FLOAT32);
    return Ops.times(2, logits.getManager().eye(pairs)).add(others);
  }
}
