package io.alidade.alignment.itm;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.nn.DualTowers;
import io.alidade.nn.ParameterGroups;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pf4j.Extension;

/** Learns to look at an image and a text together, on towers that stay as they are. */
@Extension
@MethodSpec(
    id = "alignment.itm",
    leaf = Leaf.ALIGNMENT_IMAGE_TEXT,
    summary =
        "Learns whether an image and a text are a pair, against pairings that are nearly alike",
    paper =
        "Li, Selvaraju, Gotmare et al. Align before fuse: vision and language representation"
            + " learning with momentum distillation. NeurIPS 2021. https://arxiv.org/abs/2107.07651",
    year = 2021,
    needs = {Field.IMAGE, Field.CAPTION},
    foundations = {"start"},
    settings = ItmSettings.class)
public final class ItmMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    DualTowers towers = DualTowers.read(given.foundation("start"), given.manager());
    PairFusion fusion =
        new PairFusion(
            given.settings(ItmSettings.class).fusion(),
            towers,
            given.manager(),
            given.random("fusion"));
    return new Matching(towers, fusion);
  }

  private record Matching(DualTowers towers, PairFusion fusion) implements Learner {
    @Override
    public Model model() {
      return new ItmModel(towers, fusion);
    }

    @Override
    public Training training() {
      return new Training.Steps(
          ParameterGroups.byShape(fusion.parameters()),
          new ItmObjective(towers, fusion),
          Set.of(Field.IMAGE, Field.CAPTION));
    }

    @Override
    public Map<String, NDArray> state() {
      Map<String, NDArray> all = new LinkedHashMap<>(towers.state());
      all.putAll(fusion.parameters());
      return all;
    }
  }
}
