package io.alidade.nn;

import java.util.List;

/**
 * Stochastic gradient descent with momentum, number for number PyTorch's; with {@code nesterov} the
 * gradient is taken ahead of the momentum (Sutskever, Martens, Dahl, Hinton, <i>On the importance
 * of initialization and momentum in deep learning</i>, 2013, equations 3 and 4).
 *
 * <pre>
 *   g += decay p        m = momentum m + g
 *   p -= rate * (g + momentum m)   with nesterov, else   p -= rate * m
 * </pre>
 */
public record Sgd(double momentum, boolean nesterov, double decay) implements UpdateRule {
  private static final String TEXT =
      """
        def step(self, h: Tensor, c: Tensor, p: List[Tensor], g: List[Tensor], m: List[Tensor]) -> Tensor:
          torch._foreach_div_(g, float(c))
          torch._foreach_add_(g, p, alpha=float(h[2]))
          torch._foreach_mul_(m, float(h[1]))
          torch._foreach_add_(m, g)
          if torch.gt(float(h[3]), 0.):
            torch._foreach_add_(g, m, alpha=float(h[1]))
            torch._foreach_add_(p, g, alpha=torch.neg(float(h[0])))
          else:
            torch._foreach_add_(p, m, alpha=torch.neg(float(h[0])))
          return h
      """;

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public List<Slot> slots() {
    return List.of(new Slot("momentum", false));
  }

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public double[] numbers(double rate, double decay) {
    return new double[] {rate, momentum, this.decay * decay, nesterov ? 1 : 0};
  }
}
