package io.alidade.contrastive.clip;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.ParameterGroup.Bounds;
import io.alidade.api.Training;
import io.alidade.nn.DualTowers;
import io.alidade.nn.ParameterGroups;
import java.util.ArrayList;
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
    List<ParameterGroup> groups =
        new ArrayList<>(ParameterGroups.byShape(towers.towerParameters()));
    groups.add(
        new ParameterGroup(
            "logit-scale",
            Map.of("logit-scale", towers.logScale()),
            scale.rate(),
            0,
            new Bounds(0, Math.log(scale.limit()))));
    return new Training.Steps(groups, new ClipObjective(towers));
  }

  @Override
  public Map<String, NDArray> state() {
    return towers.state();
  }
}
