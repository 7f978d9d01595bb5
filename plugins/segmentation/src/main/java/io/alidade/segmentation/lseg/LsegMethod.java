package io.alidade.segmentation.lseg;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.StemStudent;
import org.pf4j.Extension;

/** Trains pixels to lie near the text embeddings of their labels. */
@Extension
@MethodSpec(
    id = "segmentation.lseg",
    leaf = Leaf.SEGMENTATION,
    summary = "Trains the embedding of each pixel to lie near its label's frozen text embedding",
    paper =
        "Li, Weinberger, Belongie, Koltun, Ranftl. Language-driven semantic segmentation. ICLR"
            + " 2022. https://arxiv.org/abs/2201.03546",
    year = 2022,
    needs = {Field.IMAGE, Field.MASK},
    foundations = "start",
    settings = LsegSettings.class)
public final class LsegMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    DualTowers teacher = DualTowers.read(given.foundation("start"), given.manager());
    StemStudent student =
        StemStudent.of("segmentation.lseg", teacher, given.manager(), given.random("unused-head"));
    return new LsegLearner(student, given.settings(LsegSettings.class), given);
  }
}
