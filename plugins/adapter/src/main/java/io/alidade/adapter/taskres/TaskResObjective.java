package io.alidade.adapter.taskres;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Batch;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.Ops;
import io.alidade.nn.Script;

/**
 * Cross entropy of the shots against texts with their residuals (equations 3 and 4).
 *
 * @param features (N, D) of the shots, of unit length
 * @param texts (K, D), frozen
 * @param residual (K, D), which learns
 * @param alpha scalar
 * @param scale scalar, 1 / temperature
 */
record TaskResObjective(
    Script formula, NDArray features, NDArray texts, NDArray residual, NDArray alpha, NDArray scale)
    implements Objective.Direct {
  private static final String TEXT =
      """
        def unit(self, x: Tensor) -> Tensor:
          return torch.div(x, torch.clamp_min(torch.linalg_vector_norm(x, 2, [-1], True), 1e-12))
        def adapted(self, texts: Tensor, residual: Tensor, alpha: Tensor) -> Tensor:
          return (self).unit(torch.add(texts, torch.mul(residual, alpha)))
        def logits(self, f: Tensor, texts: Tensor, scale: Tensor) -> Tensor:
          return torch.mul(torch.matmul((self).unit(f), torch.t(texts)), scale)
        def rows(self, x: Tensor, indices: Tensor) -> Tensor:
          return torch.index_select(x, 0, indices)
      """;

  static Script formula(NDManager manager) {
    return Script.compile("TaskRes", TEXT, manager);
  }

  /** (K, D), rows of unit length. */
  NDArray adapted() {
    return formula.call("adapted", texts, residual, alpha);
  }

  /** (B, D) and (C, D) -> (B, C). */
  NDArray logits(NDArray images, NDArray classes) {
    return formula.call("logits", images, classes, scale);
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    return loss(formula.call("rows", features, batch.indices()), batch.labels());
  }

  /** Of images (B, D) and their classes, int64 (B). */
  LossTerms loss(NDArray images, NDArray labels) {
    return LossTerms.of("cross-entropy", Ops.crossEntropy(logits(images, adapted()), labels));
  }
}
