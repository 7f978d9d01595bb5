package io.alidade.contrastive.clip;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Ops;

/**
 * The symmetric contrastive loss over the true pairs of a batch (figure 3 of the paper).
 *
 * <pre>
 *   s_ij = exp(t) I_i . T_j
 *   L    = 1/2 mean_i -log softmax_j(s_ij)[i]  +  1/2 mean_j -log softmax_i(s_ij)[j]
 * </pre>
 */
final class ClipObjective implements Objective.OnEmbeddings {
  private final DualTowers towers;

  ClipObjective(DualTowers towers) {
    this.towers = towers;
  }

  @Override
  public Embeddings embed(Batch batch, Step step) {
    NDArray image = // (B, D)
        Ops.normalise(towers.image().trained(batch.images(), batch.first(), step));
    NDArray text = Ops.normalise(towers.text().pooled(batch.tokens())); // (B, D)
    return Embeddings.of("image", image, "text", text);
  }

  @Override
  public boolean rowsAreIndependent() {
    return !towers.image().hasBatchStatistics();
  }

  @Override
  public LossTerms loss(Embeddings embeddings, Step step) {
    return loss(embeddings.get("image"), embeddings.get("text"), towers.logitScale());
  }

  /**
   * The loss alone.
   *
   * @param image (B, D), rows of unit length
   * @param text (B, D), rows of unit length
   * @param scale scalar, 1 / temperature
   */
  static LossTerms loss(NDArray image, NDArray text, NDArray scale) {
    NDArray logits = image.matMul(text.transpose()).mul(scale); // (B, B), rows are images
    NDArray own = Ops.range(logits, (int) logits.getShape().get(0)); // (B)
    NDArray toText = Ops.crossEntropy(logits, own);
    NDArray toImage = Ops.crossEntropy(logits.transpose(), own);
    return LossTerms.of(
        "image-to-text", Ops.times(0.5, toText), "text-to-image", Ops.times(0.5, toImage));
  }
}
