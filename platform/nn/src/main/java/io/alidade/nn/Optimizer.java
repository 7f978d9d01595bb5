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
 * Parameter groups, an update rule, and its state. The engine's own optimisers cannot be saved, do
 * not clip by the norm of all gradients, and differ from the papers.
 *
 * <p>The state lives from the constructor on: arrays made in a step would end with the step.
 */
public final class Optimizer {
  // Parameters that no loss reached have an undefined gradient, and are left alone. A norm that is
  // NaN scales nothing: otherwise every gradient would be, and none could be named.
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
            factor = torch.clamp_max(torch.div(limit, torch.add(norm, 1e-06)), 1.)
            torch._foreach_mul_(g, torch.nan_to_num(factor, 1.))
          return norm
      """;

  private final UpdateRule rule;
  private final Script script;
  private final NDManager manager;
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, NDArray> state = new LinkedHashMap<>();

  private record Group(
      ParameterGroup parameters, List<NDArray> values, List<List<NDArray>> arguments) {}

  /** Makes the state; {@code manager} owns it. */
  public Optimizer(UpdateRule rule, List<ParameterGroup> groups, NDManager manager) {
    this.rule = rule;
    this.script = Script.compile(rule.name(), TEXT + update(rule) + rule.text(), manager);
    this.manager = manager;
    for (ParameterGroup group : groups) {
      List<NDArray> values = List.copyOf(group.parameters().values());
      List<List<NDArray>> arguments = new ArrayList<>();
      arguments.add(values);
      rule.slots().forEach(slot -> arguments.add(state(slot, group)));
      this.groups.add(new Group(group, values, List.copyOf(arguments)));
    }
  }

  /** {@code step} on what the loss reached, after which all gradients are 0. */
  private static String update(UpdateRule rule) {
    StringBuilder lists = new StringBuilder();
    StringBuilder reached = new StringBuilder();
    for (int i = 0; i < rule.slots().size(); i++) {
      lists.append(", s").append(i).append(": List[Tensor]");
      reached.append(", (self).reached(p, s").append(i).append(")");
    }
    return """
      def update(self, h: Tensor, p: List[Tensor]%s) -> Tensor:
        g = (self).gradients(p)
        if torch.gt(torch.len(g), 0):
          _1 = (self).step(h, (self).reached(p, p), g%s)
          torch._foreach_zero_(g)
        return h
    """
        .formatted(lists, reached);
  }

  private List<NDArray> state(UpdateRule.Slot slot, ParameterGroup group) {
    List<NDArray> arrays = new ArrayList<>();
    group
        .parameters()
        .forEach(
            (name, value) -> {
              Shape shape = slot.scalar() ? new Shape() : value.getShape();
              NDArray array = manager.zeros(shape, DataType.FLOAT32);
              NDScope.unregister(array);
              state.put(rule.name() + "." + slot.name() + "." + name, array);
              arrays.add(array);
            });
    return arrays;
  }

  /** What the rule keeps, to be saved, and written in place when it is read. */
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
      ParameterGroup parameters = group.parameters();
      double[] numbers = rule.numbers(rate * parameters.rate(), parameters.decay());
      try (NDArray h = manager.create(numbers)) {
        script.call("update", List.of(h), group.arguments()).close();
      }
      ParameterGroup.Bounds bounds = parameters.bounds();
      if (bounds.limits()) {
        group.values().forEach(value -> Ops.clamp(value, bounds.low(), bounds.high()));
      }
    }
  }
}
