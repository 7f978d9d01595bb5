package io.alidade.prompt.coop;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Batch;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.Ops;
import java.util.List;

/**
 * Cross entropy over the classes (equation 3 of the paper), on features of images that do not
 * change.
 *
 * @param features (N, D) of the training split, rows of unit length
 */
record CoopObjective(CoopModel model, NDArray features, List<String> classNames)
    implements Objective.Direct {

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    return loss(features.get(batch.indices()), batch.labels());
  }

  /** (B, D) and int64 (B). */
  LossTerms loss(NDArray seen, NDArray labels) {
    return LossTerms.of("cross-entropy", Ops.crossEntropy(model.logits(seen, classNames), labels));
  }
}
