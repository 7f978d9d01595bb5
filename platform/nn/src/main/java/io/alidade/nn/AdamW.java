package io.alidade.nn;

import java.util.List;

/**
 * AdamW (Loshchilov and Hutter, <i>Decoupled weight decay regularization</i>, 2019, algorithm 2),
 * number for number PyTorch's.
 *
 * <pre>
 *   p *= 1 - rate * decay
 *   m  = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 *   p -= rate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 */
public record AdamW(double beta1, double beta2, double epsilon, double decay)
    implements UpdateRule {
  // The step counts are raised first: a count of 0 would divide by 0.
  private static final String TEXT =
      """
        def step(self, h: Tensor, c: Tensor, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor]) -> Tensor:
          torch._foreach_add_(t, 1)
          torch._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), t, lr=float(h[0]), beta1=float(h[1]), beta2=float(h[2]), weight_decay=float(h[3]), eps=float(h[4]), amsgrad=False, maximize=False, grad_scale=c)
          return h
      """;

  @Override
  public String name() {
    return "adamw";
  }

  @Override
  public List<Slot> slots() {
    return List.of(new Slot("first", false), new Slot("second", false), new Slot("steps", true));
  }

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public double[] numbers(double rate, double decay) {
    return new double[] {rate, beta1, beta2, this.decay * decay, epsilon};
  }
}
