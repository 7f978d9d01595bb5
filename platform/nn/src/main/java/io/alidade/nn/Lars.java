package io.alidade.nn;

import java.util.List;

/**
 * LARS (You, Gitman, Ginsburg, <i>Large batch training of convolutional networks</i>, 2017,
 * algorithm 1), as in timm: momentum on gradients that are brought in proportion to their layer's
 * weights. A group without weight decay (biases, norms) keeps its gradients.
 *
 * <pre>
 *   g  = trust |p| / (|g| + decay |p|) * (g + decay p)
 *   m  = momentum m + g        p -= rate * m
 * </pre>
 */
public record Lars(double momentum, double trust, double decay) implements UpdateRule {
  private static final String TEXT =
      """
        def step(self, h: Tensor, c: Tensor, p: List[Tensor], g: List[Tensor], m: List[Tensor]) -> Tensor:
          torch._foreach_div_(g, float(c))
          if torch.gt(float(h[2]), 0.):
            for i in range(torch.len(p)):
              a = torch.linalg_vector_norm(p[i])
              b = torch.linalg_vector_norm(g[i])
              r = torch.ones([])
              if torch.gt(float(torch.mul(a, b)), 0.):
                r = torch.div(torch.mul(a, float(h[3])), torch.add(torch.add(b, a, alpha=float(h[2])), 1e-08))
              _2 = torch.mul_(torch.add_(g[i], p[i], alpha=float(h[2])), r)
          torch._foreach_mul_(m, float(h[1]))
          torch._foreach_add_(m, g)
          torch._foreach_add_(p, m, alpha=torch.neg(float(h[0])))
          return h
      """;

  @Override
  public String name() {
    return "lars";
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
    return new double[] {rate, momentum, this.decay * decay, trust};
  }
}
