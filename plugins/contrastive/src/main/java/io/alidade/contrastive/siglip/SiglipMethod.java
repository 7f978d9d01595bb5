package io.alidade.contrastive.siglip;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.DualTowersLearner;
import io.alidade.nn.Parameters;
import java.util.Objects;
import org.pf4j.Extension;

/** Learns one space for images and texts by judging each pairing by itself. */
@Extension
@MethodSpec(
    id = "contrastive.siglip",
    leaf = Leaf.CONTRASTIVE_IMAGE_TEXT,
    summary =
        "Learns one space for images and texts by calling each pairing of a batch true or not",
    paper =
        "Zhai, Mustafa, Kolesnikov, Beyer. Sigmoid loss for language image pre-training. ICCV 2023."
            + " https://arxiv.org/abs/2303.15343",
    year = 2023,
    needs = {Field.IMAGE, Field.CAPTION},
    settings = SiglipSettings.class)
public final class SiglipMethod implements Method {
  private static final String BIAS = "bias";

  @Override
  public Learner prepare(Preparation given) {
    SiglipSettings settings = given.settings(SiglipSettings.class);
    DualTowers towers = settings.start(given);
    Parameters learnt = new Parameters(given.manager(), given.random("logit-bias"));
    learnt.constant(BIAS, settings.logitBias().start());
    NDArray bias = Objects.requireNonNull(learnt.trained().get(BIAS));
    return DualTowersLearner.of(towers, settings.logitScale(), new SiglipObjective(towers, bias))
        .with(new DualTowersLearner.Part("logit", learnt, settings.logitBias().rate()));
  }
}
