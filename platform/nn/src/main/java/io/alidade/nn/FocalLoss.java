package io.alidade.nn;

import ai.djl.ndarray.NDArray;

/**
 * Binary cross entropy that looks away from what is easy. Lin et al., <i>Focal loss for dense
 * object detection</i>, ICCV 2017, equation 5, with p the sigmoid of a logit and t its target:
 *
 * <pre>
 *   p_t = p t + (1 - p) (1 - t),   a_t = alpha t + (1 - alpha) (1 - t)
 *   L   = -a_t (1 - p_t)^gamma log p_t
 * </pre>
 */
public final class FocalLoss {
  private static final String TEXT =
      """
        def focal(self, x: Tensor, t: Tensor) -> Tensor:
          ce = torch.binary_cross_entropy_with_logits(x, t, None, None, 0)
          p = torch.sigmoid(x)
          miss = torch.sub(torch.add(p, t), torch.mul(torch.mul(p, t), 2))
          loss = torch.mul(ce, torch.pow(miss, %s))
          weight = torch.add(torch.mul(t, %s), %s)
          return torch.mul(loss, weight)
      """;

  private final Script script;

  /**
   * A loss.
   *
   * @param alpha weight of what is there, 0..1; what is not has the rest
   * @param gamma how much is looked away; 0 gives a plain cross entropy
   */
  public FocalLoss(double alpha, double gamma) {
    script =
        Script.compile(
            "FocalLoss", TEXT.formatted(gamma, 2 * alpha - 1, 1 - alpha), Engine.openOnCpu());
  }

  /**
   * The loss of each logit.
   *
   * @param targets of the logits' shape, 0..1
   */
  public NDArray each(NDArray logits, NDArray targets) {
    return script.call("focal", logits, targets);
  }
}
