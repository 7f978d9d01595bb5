package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Step;

/** Images and their texts in one space: what most pre-training begins with. B pairs, width D. */
public final class Pairs {
  /** Names of the embeddings. */
  public static final String IMAGE = "image";

  public static final String TEXT = "text";

  private Pairs() {}

  /** {@link #IMAGE} and {@link #TEXT} of a batch in training: (B, D) each, rows of unit length. */
  public static Embeddings embed(DualTowers towers, Batch batch, Step step) {
    NDArray image = // (B, D)
        Ops.normalise(towers.image().trained(batch.images(), batch.first(), step));
    NDArray text = Ops.normalise(towers.text().pooled(batch.tokens())); // (B, D)
    return Embeddings.of(IMAGE, image, TEXT, text);
  }

  /** (B, B), rows are images: cosine similarities times the scale. */
  public static NDArray logits(NDArray image, NDArray text, NDArray scale) {
    return image.matMul(text.transpose()).mul(scale);
  }

  /**
   * The symmetric contrastive loss over the true pairs of a batch (Radford et al., 2021, figure 3).
   *
   * <pre>
   *   s_ij = scale I_i . T_j
   *   L    = 1/2 mean_i -log softmax_j(s_ij)[i]  +  1/2 mean_j -log softmax_i(s_ij)[j]
   * </pre>
   *
   * @param image (B, D), rows of unit length
   * @param text (B, D), rows of unit length
   * @param scale scalar, 1 / temperature
   */
  public static LossTerms contrast(NDArray image, NDArray text, NDArray scale) {
    NDArray logits = logits(image, text, scale); // (B, B)
    NDArray own = Ops.range(logits, (int) logits.getShape().get(0)); // (B)
    NDArray toText = Ops.crossEntropy(logits, own);
    NDArray toImage = Ops.crossEntropy(logits.transpose(), own);
    return LossTerms.of(
        "image-to-text", Ops.times(0.5, toText), "text-to-image", Ops.times(0.5, toImage));
  }
}
