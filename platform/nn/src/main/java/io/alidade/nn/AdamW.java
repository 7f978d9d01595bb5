package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter, <i>Decoupled weight decay regularization</i>, 2019, algorithm 2),
 * number for number PyTorch's. The engine's own differs: epsilon inside the bias correction, no
 * state to save, no clipping by the norm of all gradients.
 *
 * <pre>
 *   p *= 1 - rate * decay
 *   m  = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 *   p -= rate * m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>Its state lives from the constructor on: arrays made in a step would end with the step.
 */
public final class AdamW {
  // Parameters that no loss has reached yet have an undefined gradient, and are left alone.
  private static final String TEXT =
      """
        def reached(self, p: List[Tensor], x: List[Tensor]) -> List[Tensor]:
          r = annotate(List[Tensor], [])
          for i in range(torch.len(p)):
            if ops.prim.AutogradAnyNonZero((p[i]).grad):
              _0 = torch.append(r, x[i])
          return r
        def gradients(self, p: List[Tensor]) -> List[Tensor]:
          r = annotate(List[Tensor], [])
          for i in range(torch.len(p)):
            g = (p[i]).grad
            if ops.prim.AutogradAnyNonZero(g):
              _0 = torch.append(r, g)
          return r
        def clip(self, limit: Tensor, p: List[Tensor]) -> Tensor:
          g = (self).gradients(p)
          norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)))
          if torch.gt(float(limit), 0.):
            torch._foreach_mul_(g, torch.clamp_max(torch.div(limit, torch.add(norm, 1e-06)), 1.))
          return norm
        def step(self, h: Tensor, p: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor]) -> Tensor:
          g = (self).gradients(p)
          n = (self).reached(p, t)
          if torch.gt(torch.len(g), 0):
            torch._foreach_add_(n, 1)
            torch._fused_adamw_((self).reached(p, p), g, (self).reached(p, m), (self).reached(p, v), annotate(List[Tensor], []), n, lr=float(h[0]), beta1=float(h[1]), beta2=float(h[2]), weight_decay=float(h[3]), eps=float(h[4]), amsgrad=False, maximize=False)
            torch._foreach_zero_(g)
          return h
      """;

  private final Script script;
  private final NDManager manager;
  private final List<Group> groups = new ArrayList<>();
  private final Hyper hyper;
  private final Map<String, NDArray> state = new LinkedHashMap<>();

  /**
   * What the whole training shares.
   *
   * @param decay weight decay, times each group's factor
   */
  public record Hyper(double beta1, double beta2, double epsilon, double decay) {}

  private record Group(
      ParameterGroup parameters,
      List<NDArray> values,
      List<NDArray> first,
      List<NDArray> second,
      List<NDArray> steps) {}

  /** Makes the state; {@code manager} owns it. */
  public AdamW(List<ParameterGroup> groups, Hyper hyper, NDManager manager) {
    this.script = Script.compile("AdamW", TEXT, manager);
    this.manager = manager;
    this.hyper = hyper;
    for (ParameterGroup group : groups) {
      List<NDArray> values = List.copyOf(group.parameters().values());
      this.groups.add(
          new Group(
              group,
              values,
              state("first", group, false),
              state("second", group, false),
              state("steps", group, true)));
    }
  }

  private List<NDArray> state(String kind, ParameterGroup group, boolean scalar) {
    List<NDArray> arrays = new ArrayList<>();
    group
        .parameters()
        .forEach(
            (name, value) -> {
              Shape shape = scalar ? new Shape() : value.getShape();
              NDArray array = manager.zeros(shape, DataType.FLOAT32);
              NDScope.unregister(array);
              state.put("adamw." + kind + "." + name, array);
              arrays.add(array);
            });
    return arrays;
  }

  /** Moments and step counts, to be saved, and written in place when they are read. */
  public Map<String, NDArray> state() {
    return state;
  }

  /**
   * Scales all gradients together where their norm is above the limit.
   *
   * @param limit 0 scales nothing
   * @return the norm before
   */
  public double clip(double limit) {
    List<NDArray> all = groups.stream().flatMap(group -> group.values().stream()).toList();
    try (NDArray bound = manager.full(new Shape(), (float) limit, DataType.FLOAT32);
        NDArray norm = script.call("clip", List.of(bound), List.of(all)).get(0)) {
      return norm.getFloat();
    }
  }

  /** Steps every group by its gradients, sets these to 0, and keeps the groups' bounds. */
  public void step(double rate) {
    for (Group group : groups) {
      double[] numbers = {
        rate * group.parameters().rate(),
        hyper.beta1(),
        hyper.beta2(),
        hyper.decay() * group.parameters().decay(),
        hyper.epsilon()
      };
      try (NDArray h = manager.create(numbers)) {
        script
            .call(
                "step",
                List.of(h),
                List.of(group.values(), group.first(), group.second(), group.steps()))
            .close();
      }
      ParameterGroup.Bounds bounds = group.parameters().bounds();
      if (bounds.limits()) {
        group.values().forEach(value -> Ops.clamp(value, bounds.low(), bounds.high()));
      }
    }
  }
}
