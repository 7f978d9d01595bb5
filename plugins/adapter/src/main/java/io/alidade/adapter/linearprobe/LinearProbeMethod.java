package io.alidade.adapter.linearprobe;

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
import java.util.Map;
import org.pf4j.Extension;

/** Fits a linear layer on frozen features. */
@Extension
@MethodSpec(
    id = "adapter.linear-probe",
    leaf = Leaf.TRANSFER_OTHER,
    summary = "Fits logistic regression on the features of a frozen image tower",
    paper =
        "Radford, Kim, Hallacy et al. Learning transferable visual models from natural language"
            + " supervision. ICML 2021. https://arxiv.org/abs/2103.00020",
    year = 2021,
    needs = {Field.IMAGE, Field.LABEL},
    foundations = "start",
    settings = ProbeSettings.class)
public final class LinearProbeMethod implements Method {

  @Override
  public Learner prepare(Preparation given) {
    DualTowers towers = DualTowers.read(given.foundation("start"), given.manager());
    Tower tower =
        new Tower(towers.imageFingerprint().orElseThrow(), towers.images(), towers::encodeImage);
    return new TowerProbe(given, tower, given.settings(ProbeSettings.class), Map.of());
  }
}
