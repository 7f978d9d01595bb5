package io.alidade.detection.vild;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.StemStudent;
import org.pf4j.Extension;

/** Teaches a detector's region head the embeddings of a vision-language model. */
@Extension
@MethodSpec(
    id = "detection.vild",
    leaf = Leaf.DETECTION,
    summary =
        "Distils a vision-language model's embeddings of image crops into a detector's regions",
    paper =
        "Gu, Lin, Kuo, Cui. Open-vocabulary object detection via vision and language knowledge"
            + " distillation. ICLR 2022. https://arxiv.org/abs/2104.13921",
    year = 2022,
    version = 2,
    needs = {Field.IMAGE, Field.BOXES, Field.BOX_LABELS},
    foundations = "start",
    settings = VildSettings.class)
public final class VildMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    DualTowers teacher = DualTowers.read(given.foundation("start"), given.manager());
    StemStudent student =
        StemStudent.of("detection.vild", teacher, given.manager(), given.random("region-head"));
    return new VildLearner(student, given.settings(VildSettings.class), given);
  }
}
