package io.alidade.baseline.randomtower;

import ai.djl.ndarray.NDArray;
import io.alidade.api.AlidadeException;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.data.FrozenFeatures.Tower;
import io.alidade.eval.ProbeSettings;
import io.alidade.eval.TowerProbe;
import io.alidade.nn.DualTowers;
import io.alidade.nn.ImageTower;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.TowersSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pf4j.Extension;

/** Fits a linear layer on the features of a tower that was not trained. */
@Extension
@MethodSpec(
    id = "baseline.random-tower",
    leaf = Leaf.BASELINE,
    summary = "Fits logistic regression on the features of an image tower at random numbers",
    paper =
        "Jarrett, Kavukcuoglu, Ranzato, LeCun. What is the best multi-stage architecture for object"
            + " recognition? ICCV 2009. https://doi.org/10.1109/ICCV.2009.5459469",
    year = 2009,
    needs = {Field.IMAGE, Field.LABEL},
    foundations = "start",
    settings = ProbeSettings.class)
public final class RandomTowerMethod implements Method {

  @Override
  public Learner prepare(Preparation given) {
    DualTowers start = DualTowers.read(given.foundation("start"), given.manager());
    TowersSettings make = start.settings().orElseThrow(() -> unknown(given));
    ImageTower image =
        ImageTower.of(make.image(), make.width(), given.manager(), given.random("image-tower"));
    image.parameters().freeze();
    Tower tower =
        new Tower(
            image.fingerprint().orElseThrow(),
            make.images(),
            images -> Ops.normalise(image.pooled(images, Mode.EVALUATION)));
    Map<String, NDArray> state = new LinkedHashMap<>();
    image.parameters().trained().forEach((name, value) -> state.put("image." + name, value));
    image.parameters().buffers().forEach((name, value) -> state.put("image." + name, value));
    return new TowerProbe(given, tower, given.settings(ProbeSettings.class), state);
  }

  private static AlidadeException unknown(Preparation given) {
    return new AlidadeException(
        AlidadeException.Kind.DATA,
        given.foundation("start")
            + " does not say what its towers are made of; expected towers.json");
  }
}
