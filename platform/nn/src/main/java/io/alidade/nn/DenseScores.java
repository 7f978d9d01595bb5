package io.alidade.nn;

import ai.djl.ndarray.NDArray;

/** Places of a map against names, and maps brought to the size of images. */
public final class DenseScores {
  private static final String TEXT =
      """
        def cosines(self, x: Tensor, names: Tensor) -> Tensor:
          n = torch.clamp_min(torch.linalg_vector_norm(x, 2, [1], True), 1e-12)
          m = torch.clamp_min(torch.linalg_vector_norm(names, 2, [-1], True), 1e-12)
          return torch.einsum("bdhw,cd->bchw", [torch.div(x, n), torch.div(names, m)])
        def enlarged(self, x: Tensor, like: Tensor) -> Tensor:
          return torch.upsample_bilinear2d(x, [torch.size(like, 2), torch.size(like, 3)], False, None)
        def cross_entropy(self, logits: Tensor, classes: Tensor) -> Tensor:
          return torch.cross_entropy_loss(logits, classes, None, 1, -100)
        def behind(self, first: Tensor, x: Tensor) -> Tensor:
          s = torch.size(x)
          b = torch.expand(torch.reshape(first, [1, 1, 1, 1]), [s[0], 1, s[2], s[3]])
          return torch.cat([b, x], 1)
      """;

  private DenseScores() {}

  private static final class Compiled {
    static final Script SCRIPT = Script.compile("DenseScores", TEXT, Engine.openOnCpu());
  }

  /** (B, D, h, w) and (C, D) -> (B, C, h, w), cosines. */
  public static NDArray cosines(NDArray features, NDArray names) {
    return Compiled.SCRIPT.call("cosines", features, names);
  }

  /** (B, C, h, w) -> (B, C, H, W), bilinear, of the images' height and width. */
  public static NDArray enlarged(NDArray map, NDArray images) {
    return Compiled.SCRIPT.call("enlarged", map, images);
  }

  /**
   * The mean over pixels of the cross entropy.
   *
   * @param logits (B, C, H, W)
   * @param classes int64 (B, H, W); -100 does not count
   */
  public static NDArray crossEntropy(NDArray logits, NDArray classes) {
    return Compiled.SCRIPT.call("cross_entropy", logits, classes);
  }

  /** One score everywhere before the others: scalar and (B, C, H, W) -> (B, 1 + C, H, W). */
  public static NDArray behind(NDArray first, NDArray scores) {
    return Compiled.SCRIPT.call("behind", first, scores);
  }
}
