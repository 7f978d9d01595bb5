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

/**
 * Both towers and the logit scale, trained in steps.
 *
 * @param limit the scale's highest value
 * @param scaleRate the scale's learning rate, as a factor on the training's
 */
public record ClipLearner(DualTowers towers, double limit, double scaleRate) implements Learner {
  @Override
  public Model model() {
    return towers;
  }

  @Override
  public Training.Steps training() {
    List<ParameterGroup> groups =
        new ArrayList<>(ParameterGroups.byShape(towers.towerParameters()));
    groups.add(
        new ParameterGroup(
            "logit-scale",
            Map.of("logit-scale", towers.logScale()),
            scaleRate,
            0,
            new Bounds(0, Math.log(limit))));
    return new Training.Steps(groups, new ClipObjective(towers));
  }

  @Override
  public Map<String, NDArray> state() {
    return towers.state();
  }
}
