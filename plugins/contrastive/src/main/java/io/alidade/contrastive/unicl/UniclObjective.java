package io.alidade.contrastive.unicl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Ops;
import io.alidade.nn.Pairs;

/** All pairings of one label are true ones (equations 2 to 4 of the paper). */
final class UniclObjective implements Objective.OnEmbeddings {
  private static final String LABELS = "labels";

  private final DualTowers towers;

  UniclObjective(DualTowers towers) {
    this.towers = towers;
  }

  @Override
  public Embeddings embed(Batch batch, Step step) {
    return Pairs.embed(towers, batch, step).with(LABELS, batch.labels());
  }

  @Override
  public boolean rowsAreIndependent() {
    return !towers.image().hasBatchStatistics();
  }

  @Override
  public LossTerms loss(Embeddings embeddings, Step step) {
    return loss(
        embeddings.get(Pairs.IMAGE),
        embeddings.get(Pairs.TEXT),
        embeddings.get(LABELS),
        towers.logitScale());
  }

  /**
   * The loss alone.
   *
   * @param image (B, D), rows of unit length
   * @param text (B, D), rows of unit length
   * @param labels int64 (B)
   * @param scale scalar, 1 / temperature
   */
  static LossTerms loss(NDArray image, NDArray text, NDArray labels, NDArray scale) {
    NDArray logits = Pairs.logits(image, text, scale); // (B, B), rows are images
    NDArray targets = targets(labels); // (B, B), symmetric but for the sums of its rows
    NDArray toText = Ops.crossEntropy(logits, targets);
    NDArray toImage = Ops.crossEntropy(logits.transpose(), targets);
    return LossTerms.of(
        "image-to-text", Ops.times(0.5, toText), "text-to-image", Ops.times(0.5, toImage));
  }

  /** (B, B): in each row, 1 over the number of those of its label, and 0 for all others. */
  private static NDArray targets(NDArray labels) {
    NDArray same =
        labels.expandDims(1).eq(labels.expandDims(0)).toType(DataType.FLOAT32, false); // (B, B)
    return same.div(same.sum(new int[] {1}, true));
  }
}
