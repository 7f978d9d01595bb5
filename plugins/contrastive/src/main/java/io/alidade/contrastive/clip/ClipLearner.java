package io.alidade.contrastive.clip;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.ParameterGroup.Bounds;
import io.alidade.api.Training;
import io.alidade.nn.DualTowers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Both towers and the logit scale, trained in steps. */
record ClipLearner(DualTowers towers, ClipSettings.LogitScale scale) implements Learner {
  @Override
  public Model model() {
    return towers;
  }

  @Override
  public Training training() {
    Map<String, NDArray> matrices = new LinkedHashMap<>();
    Map<String, NDArray> vectors = new LinkedHashMap<>();
    towers
        .towerParameters()
        .forEach(
            (name, value) ->
                (value.getShape().dimension() > 1 ? matrices : vectors).put(name, value));
    return new Training.Steps(
        List.of(
            new ParameterGroup("matrices", matrices, 1, 1),
            new ParameterGroup("biases-and-norms", vectors, 1, 0),
            new ParameterGroup(
                "logit-scale",
                Map.of("logit-scale", towers.logScale()),
                scale.rate(),
                0,
                new Bounds(0, Math.log(scale.limit())))),
        new ClipObjective(towers));
  }

  @Override
  public Map<String, NDArray> state() {
    return towers.state();
  }
}
