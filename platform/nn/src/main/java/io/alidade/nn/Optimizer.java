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
  private final UpdateRule rule;
  private final Script script;
  private final NDManager manager;
  private final List<ParameterGroup> groups;
  private final Map<String, NDArray> state = new LinkedHashMap<>();

  /** Slots of a parameter, in the rule's order. */
  private final Map<String, List<NDArray>> slots = new LinkedHashMap<>();

  /** Makes the state; {@code manager} owns it. */
  public Optimizer(UpdateRule rule, List<ParameterGroup> groups, NDManager manager) {
    this.rule = rule;
    this.script = Script.compile(rule.name(), rule.text(), manager);
    this.manager = manager;
    this.groups = List.copyOf(groups);
    for (ParameterGroup group : groups) {
      rule.slots().forEach(slot -> state(slot, group));
    }
  }

  private void state(UpdateRule.Slot slot, ParameterGroup group) {
    group
        .parameters()
        .forEach(
            (name, value) -> {
              Shape shape = slot.scalar() ? new Shape() : value.getShape();
              NDArray array = manager.zeros(shape, DataType.FLOAT32);
              NDScope.unregister(array);
              state.put(rule.name() + "." + slot.name() + "." + name, array);
              slots.computeIfAbsent(name, key -> new ArrayList<>()).add(array);
            });
  }

  /** What the rule keeps, to be saved, and written in place when it is read. */
  public Map<String, NDArray> state() {
    return state;
  }

  /**
   * Steps every group by its gradients, then keeps the groups' bounds. What has no gradient is left
   * alone, its weight decay too.
   *
   * @param gradients are used up: a rule may write into them
   * @param divisor of every gradient, 1 for none: all are clipped together by their norm over its
   *     limit
   */
  public void step(Gradients gradients, double divisor, double rate) {
    for (ParameterGroup group : groups) {
      step(group, gradients.byName(), divisor, rate);
      ParameterGroup.Bounds bounds = group.bounds();
      if (bounds.limits()) {
        group
            .parameters()
            .values()
            .forEach(value -> Ops.clamp(value, bounds.low(), bounds.high()));
      }
    }
  }

  private void step(
      ParameterGroup group, Map<String, NDArray> gradients, double divisor, double rate) {
    List<List<NDArray>> lists = new ArrayList<>(); // parameters, gradients, each slot
    for (int i = 0; i < 2 + rule.slots().size(); i++) {
      lists.add(new ArrayList<>());
    }
    group
        .parameters()
        .forEach(
            (name, value) -> {
              NDArray gradient = gradients.get(name);
              if (gradient != null) {
                lists.get(0).add(value);
                lists.get(1).add(gradient);
                List<NDArray> own = slots.getOrDefault(name, List.of());
                for (int i = 0; i < own.size(); i++) {
                  lists.get(2 + i).add(own.get(i));
                }
              }
            });
    if (lists.get(0).isEmpty()) {
      return;
    }
    double[] numbers = rule.numbers(rate * group.rate(), group.decay());
    try (NDArray h = manager.create(numbers);
        NDArray c = manager.full(new Shape(), (float) divisor, DataType.FLOAT32)) {
      script.call("step", List.of(h, c), lists).close();
    }
  }
}
