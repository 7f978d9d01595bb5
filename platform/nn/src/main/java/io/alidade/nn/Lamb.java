package io.alidade.nn;

import java.util.List;

/**
 * LAMB (You, Li, Reddi et al., <i>Large batch optimization for deep learning</i>, 2020, algorithm
 * 2), as in timm: Adam's direction, as long as its layer's weights. A group without weight decay
 * (biases, norms) keeps Adam's length.
 *
 * <pre>
 *   u  = m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon) + decay p
 *   p -= rate * |p| / |u| * u
 * </pre>
 */
public record Lamb(double beta1, double beta2, double epsilon, double decay) implements UpdateRule {
  private static final String TEXT =
      """
        def step(self, h: Tensor, c: Tensor, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor]) -> Tensor:
          torch._foreach_div_(g, float(c))
          torch._foreach_add_(t, 1)
          torch._foreach_lerp_(m, g, float(torch.rsub(h[1], 1)))
          torch._foreach_mul_(v, float(h[2]))
          torch._foreach_addcmul_(v, g, g, float(torch.rsub(h[2], 1)))
          for i in range(torch.len(p)):
            c1 = torch.rsub(torch.pow(h[1], t[i]), 1)
            c2 = torch.rsub(torch.pow(h[2], t[i]), 1)
            d = torch.add(torch.sqrt(torch.div(v[i], c2)), float(h[4]))
            u = torch.add(torch.div(torch.div(m[i], c1), d), p[i], alpha=float(h[3]))
            r = torch.ones([])
            if torch.gt(float(h[3]), 0.):
              a = torch.linalg_vector_norm(p[i])
              b = torch.linalg_vector_norm(u)
              if torch.gt(float(torch.mul(a, b)), 0.):
                r = torch.div(a, b)
            _2 = torch.sub_(p[i], torch.mul(u, r), alpha=float(h[0]))
          return h
      """;

  @Override
  public String name() {
    return "lamb";
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
