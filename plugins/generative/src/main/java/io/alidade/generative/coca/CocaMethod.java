package io.alidade.generative.coca;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.DualTowersLearner;
import org.pf4j.Extension;

/** Learns one space for images and texts, and to say what an image shows. */
@Extension
@MethodSpec(
    id = "generative.coca",
    leaf = Leaf.GENERATIVE_IMAGE_TO_TEXT,
    summary = "Learns one space for images and texts, and to write the caption of an image",
    paper =
        "Yu, Wang, Vasudevan et al. CoCa: contrastive captioners are image-text foundation models."
            + " TMLR 2022. https://arxiv.org/abs/2205.01917",
    year = 2022,
    needs = {Field.IMAGE, Field.CAPTION},
    settings = CocaSettings.class)
public final class CocaMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    CocaSettings settings = given.settings(CocaSettings.class);
    DualTowers towers = settings.start(given);
    CaptionDecoder decoder =
        new CaptionDecoder(towers, settings, given.manager(), given.random("decoder"));
    CocaObjective objective = new CocaObjective(towers, decoder, settings.captionWeight());
    return DualTowersLearner.of(towers, settings.logitScale(), objective)
        .with(new DualTowersLearner.Part("decoder", decoder.blocks(), 1))
        .with(new DualTowersLearner.Part("words", decoder.words(), 1))
        .testedAs(new CocaModel(towers, decoder));
  }
}
