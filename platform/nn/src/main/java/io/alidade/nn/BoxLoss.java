package io.alidade.nn;

import ai.djl.ndarray.NDArray;

/**
 * How far predicted boxes lie from true ones, with gradients.
 *
 * <p>Rezatofighi et al., <i>Generalized intersection over union</i>, CVPR 2019, algorithm 1. With A
 * and B the boxes and C the smallest box around both:
 *
 * <pre>
 *   L = 1 - |A and B| / |A or B| + (|C| - |A or B|) / |C|
 * </pre>
 */
public final class BoxLoss {
  /** Divisors are larger by 1e-7, as torchvision's: two boxes of no area have a loss. */
  private static final String TEXT =
      """
        def area(self, low: Tensor, high: Tensor) -> Tensor:
          return torch.prod(torch.clamp_min(torch.sub(high, low), 0), -1)
        def giou(self, a: Tensor, b: Tensor) -> Tensor:
          al = torch.slice(a, -1, 0, 2)
          ah = torch.slice(a, -1, 2, 4)
          bl = torch.slice(b, -1, 0, 2)
          bh = torch.slice(b, -1, 2, 4)
          both = (self).area(torch.maximum(al, bl), torch.minimum(ah, bh))
          either = torch.sub(torch.add((self).area(al, ah), (self).area(bl, bh)), both)
          around = (self).area(torch.minimum(al, bl), torch.maximum(ah, bh))
          overlap = torch.div(both, torch.add(either, 1e-07))
          waste = torch.div(torch.sub(around, either), torch.add(around, 1e-07))
          return torch.add(torch.rsub(overlap, 1), waste)
      """;

  private BoxLoss() {}

  private static final class Compiled {
    static final Script BOXES = Script.compile("BoxLoss", TEXT, Engine.openOnCpu());
  }

  /**
   * The loss of each pair, 0..2.
   *
   * @param predicted (N, 4): left, top, right, bottom
   * @param target (N, 4)
   * @return (N)
   */
  public static NDArray generalised(NDArray predicted, NDArray target) {
    return Compiled.BOXES.call("giou", predicted, target);
  }
}
