package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Field;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.Objective;
import io.alidade.api.ParameterGroup;
import io.alidade.api.ParameterGroup.Bounds;
import io.alidade.api.Training;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Both towers and the logit scale, trained in steps, with what a method adds to them.
 *
 * @param model what is tested: the towers, or something that they are a part of
 * @param fields what a batch has to hold
 * @param parts learnt beside the towers
 */
public record DualTowersLearner(
    Model model,
    DualTowers towers,
    PretrainingSettings.LogitScale scale,
    Objective objective,
    Set<Field> fields,
    List<Part> parts)
    implements Learner {

  /**
   * Something that learns beside the towers: a head, a decoder, a bias.
   *
   * @param name stands before the names of its parameters, as in {@code head.first.weight}
   * @param rate its learning rate, as a factor on the training's
   */
  public record Part(String name, Parameters parameters, double rate) {
    private Map<String, NDArray> named(Map<String, NDArray> arrays) {
      Map<String, NDArray> named = new LinkedHashMap<>();
      arrays.forEach((key, array) -> named.put(name + "." + key, array));
      return named;
    }
  }

  public DualTowersLearner {
    fields = Set.copyOf(fields);
    parts = List.copyOf(parts);
  }

  /** Of the towers alone, from images and their captions. */
  public static DualTowersLearner of(
      DualTowers towers, PretrainingSettings.LogitScale scale, Objective objective) {
    return new DualTowersLearner(
        towers, towers, scale, objective, Set.of(Field.IMAGE, Field.CAPTION), List.of());
  }

  /** The same learner, from these fields. */
  public DualTowersLearner from(Set<Field> others) {
    return new DualTowersLearner(model, towers, scale, objective, others, parts);
  }

  /** The same learner with one part more. */
  public DualTowersLearner with(Part part) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part);
    return new DualTowersLearner(model, towers, scale, objective, fields, more);
  }

  /** The same learner, tested as another model. */
  public DualTowersLearner testedAs(Model other) {
    return new DualTowersLearner(other, towers, scale, objective, fields, parts);
  }

  @Override
  public Training.Steps training() {
    List<ParameterGroup> groups =
        new ArrayList<>(ParameterGroups.byShape(towers.towerParameters()));
    groups.add(
        new ParameterGroup(
            "logit-scale",
            Map.of("logit-scale", towers.logScale()),
            scale.rate(),
            0,
            new Bounds(0, Math.log(scale.limit()))));
    for (Part part : parts) {
      Map<String, NDArray> learnt = part.named(part.parameters().trained());
      groups.addAll(ParameterGroups.byShape(part.name() + "-", learnt, part.rate()));
    }
    return new Training.Steps(groups, objective, fields);
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> all = new LinkedHashMap<>(towers.state());
    for (Part part : parts) {
      all.putAll(part.named(part.parameters().trained()));
      all.putAll(part.named(part.parameters().buffers()));
    }
    return Collections.unmodifiableMap(all);
  }
}
