package io.alidade.contrastive.unicl;

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

/** Learns one space for images, texts and labels. */
@Extension
@MethodSpec(
    id = "contrastive.unicl",
    leaf = Leaf.CONTRASTIVE_IMAGE_TEXT_LABEL,
    summary = "Learns one space from images, texts and labels: all pairings of one label are true",
    paper =
        "Yang, Li, Zhang et al. Unified contrastive learning in image-text-label space. CVPR 2022."
            + " https://arxiv.org/abs/2204.03610",
    year = 2022,
    needs = {Field.IMAGE, Field.CAPTION, Field.LABEL},
    settings = UniclSettings.class)
public final class UniclMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    UniclSettings settings = given.settings(UniclSettings.class);
    DualTowers towers = settings.start(given);
    return DualTowersLearner.of(towers, settings.logitScale(), new UniclObjective(towers))
        .from(Set.of(Field.IMAGE, Field.CAPTION, Field.LABEL));
  }
}
