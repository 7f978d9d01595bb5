package io.alidade.baseline.crop;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.nn.DualTowers;
import java.util.Map;
import org.pf4j.Extension;

/** Cuts proposed boxes out and compares them with texts. */
@Extension
@MethodSpec(
    id = "baseline.crop",
    leaf = Leaf.BASELINE,
    summary = "Cuts proposed boxes out and compares each with the texts, without training",
    paper =
        "Girshick, Donahue, Darrell, Malik. Rich feature hierarchies for accurate object detection"
            + " and semantic segmentation. CVPR 2014. https://arxiv.org/abs/1311.2524",
    year = 2014,
    version = 2,
    needs = {},
    foundations = "start",
    settings = CropSettings.class)
public final class CropMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    DualTowers towers = DualTowers.read(given.foundation("start"), given.manager());
    return new Frozen(new CropModel(towers, given.settings(CropSettings.class), given.progress()));
  }

  /** All of it is the foundation's. */
  private record Frozen(Model model) implements Learner {
    @Override
    public Training training() {
      return new Training.None();
    }

    @Override
    public Map<String, NDArray> state() {
      return Map.of();
    }
  }
}
