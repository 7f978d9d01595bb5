package io.alidade.contrastive.slip;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.DualTowersLearner;
import java.util.Set;
import org.pf4j.Extension;

/** Learns from texts, and from what two views of an image have in common. */
@Extension
@MethodSpec(
    id = "contrastive.slip",
    leaf = Leaf.CONTRASTIVE_IMAGE,
    summary = "Learns from image-text pairs and from two more views of each image",
    paper =
        "Mu, Kirillov, Wagner, Xie. SLIP: self-supervision meets language-image pre-training. ECCV"
            + " 2022. https://arxiv.org/abs/2112.12750",
    year = 2022,
    needs = {Field.IMAGE, Field.CAPTION},
    settings = SlipSettings.class)
public final class SlipMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    SlipSettings settings = given.settings(SlipSettings.class);
    DualTowers towers = settings.start(given);
    ViewProjection projection =
        new ViewProjection(
            settings.width(), settings.views(), given.manager(), given.random("projection"));
    SlipObjective objective = new SlipObjective(towers, projection, settings.views());
    return DualTowersLearner.of(towers, settings.logitScale(), objective)
        .from(Set.of(Field.IMAGE, Field.CAPTION, Field.VIEWS))
        .with(new DualTowersLearner.Part("projection", projection.parameters(), 1));
  }
}
