package io.alidade.contrastive.clip;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.DualTowersLearner;
import org.pf4j.Extension;

/** Learns one space for images and texts from pairs of them. */
@Extension
@MethodSpec(
    id = "contrastive.clip",
    leaf = Leaf.CONTRASTIVE_IMAGE_TEXT,
    summary = "Learns one space for images and texts by telling the true pairs of a batch apart",
    paper =
        "Radford, Kim, Hallacy et al. Learning transferable visual models from natural language"
            + " supervision. ICML 2021. https://arxiv.org/abs/2103.00020",
    year = 2021,
    needs = {Field.IMAGE, Field.CAPTION},
    settings = ClipSettings.class)
public final class ClipMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    ClipSettings settings = given.settings(ClipSettings.class);
    DualTowers towers = settings.start(given);
    return DualTowersLearner.of(towers, settings.logitScale(), new ClipObjective(towers));
  }
}
