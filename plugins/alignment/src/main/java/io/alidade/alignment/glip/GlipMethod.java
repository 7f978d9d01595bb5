package io.alidade.alignment.glip;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.StemStudent;
import org.pf4j.Extension;

/** Aligns regions of an image with words of a text. */
@Extension
@MethodSpec(
    id = "alignment.glip",
    leaf = Leaf.ALIGNMENT_REGION_WORD,
    summary = "Aligns each region of an image with each word that speaks of it",
    paper =
        "Li, Zhang, Zhang et al. Grounded language-image pre-training. CVPR 2022."
            + " https://arxiv.org/abs/2112.03857",
    year = 2022,
    needs = {Field.IMAGE, Field.BOXES, Field.BOX_LABELS},
    foundations = "start",
    settings = GlipSettings.class)
public final class GlipMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    DualTowers teacher = DualTowers.read(given.foundation("start"), given.manager());
    StemStudent student =
        StemStudent.copy("alignment.glip", teacher, given.manager(), given.random("start"));
    return new GlipLearner(student, given.settings(GlipSettings.class), given);
  }
}
