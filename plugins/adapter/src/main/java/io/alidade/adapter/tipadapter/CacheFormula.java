package io.alidade.adapter.tipadapter;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.nn.Script;

/**
 * The cache's arithmetic, B images, N keys, K classes with shots, C classes of a test, D width of
 * the features.
 */
public final class CacheFormula {
  private static final String TEXT =
      """
        def clip(self, f: Tensor, head: Tensor, scale: Tensor) -> Tensor:
          return torch.mul(torch.matmul(f, torch.t(head)), scale)
        def answers(self, f: Tensor, keys: Tensor, values: Tensor, beta: Tensor) -> Tensor:
          near = torch.matmul(f, torch.t(keys))
          a = torch.exp(torch.neg(torch.sub(beta, torch.mul(beta, near))))
          return torch.matmul(a, values)
        def columns(self, x: Tensor, places: Tensor) -> Tensor:
          none = torch.zeros_like(torch.slice(x, 1, 0, 1))
          return torch.index_select(torch.cat([x, none], 1), 1, places)
        def mixed(self, clip: Tensor, cached: Tensor, alpha: Tensor) -> Tensor:
          return torch.add(clip, torch.mul(cached, alpha))
        def rows(self, x: Tensor, indices: Tensor) -> Tensor:
          return torch.index_select(x, 0, indices)
      """;

  private final Script script;

  public CacheFormula(NDManager manager) {
    this.script = Script.compile("TipAdapter", TEXT, manager);
  }

  /** {@code exp(t) f W^T}: (B, D) and (C, D) -> (B, C). */
  public NDArray clip(NDArray features, NDArray head, NDArray scale) {
    return script.call("clip", features, head, scale);
  }

  /** {@code exp(-beta (1 - f F^T)) L}: (B, D), (N, D), (N, K) -> (B, K). */
  public NDArray answers(NDArray features, NDArray keys, NDArray values, NDArray beta) {
    return script.call("answers", features, keys, values, beta);
  }

  /** (B, K) -> (B, C) by places of the columns, int64 (C); place K is a column of zeros. */
  public NDArray columns(NDArray answers, NDArray places) {
    return script.call("columns", answers, places);
  }

  /** {@code clip + alpha cached}, (B, C). */
  public NDArray mixed(NDArray clip, NDArray cached, NDArray alpha) {
    return script.call("mixed", clip, cached, alpha);
  }

  /** Rows of a matrix by their indices, int64 (B). */
  public NDArray rows(NDArray matrix, NDArray indices) {
    return script.call("rows", matrix, indices);
  }
}
