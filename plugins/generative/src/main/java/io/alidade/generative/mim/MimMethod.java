package io.alidade.generative.mim;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.DualTowersLearner;
import org.pf4j.Extension;

/** Learns from texts, and from what patches of an image tell of the others. */
@Extension
@MethodSpec(
    id = "generative.mim",
    leaf = Leaf.GENERATIVE_MASKED_IMAGE,
    summary = "Learns from image-text pairs and from filling in masked patches of each image",
    paper =
        "Xie, Zhang, Cao et al. SimMIM: a simple framework for masked image modeling. CVPR 2022."
            + " https://arxiv.org/abs/2111.09886",
    year = 2022,
    needs = {Field.IMAGE, Field.CAPTION},
    version = 2,
    settings = MimSettings.class)
public final class MimMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    MimSettings settings = given.settings(MimSettings.class);
    DualTowers towers = settings.start(given);
    PatchDecoder decoder =
        new PatchDecoder(
            towers.image(), settings.image().size(), given.manager(), given.random("decoder"));
    MimObjective objective = new MimObjective(towers, decoder, settings.masked());
    return DualTowersLearner.of(towers, settings.logitScale(), objective)
        .with(new DualTowersLearner.Part("decoder", decoder.parameters(), 1));
  }
}
