package io.alidade.adapter.taskres;

import ai.djl.ndarray.NDArray;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.eval.ClassHeads;
import io.alidade.eval.KnownClasses;
import io.alidade.nn.DualTowers;
import java.util.List;

/** Frozen towers, and texts that learnt what to add to themselves. */
record TaskResModel(
    DualTowers towers, ClassHeads heads, KnownClasses known, TaskResObjective objective)
    implements Model, ImageClassifier {
  @Override
  public ImageSpec images() {
    return towers.images();
  }

  /** A class that training named has its residual, any other its text alone. */
  @Override
  public NDArray scores(NDArray images, List<String> classNames) {
    NDArray both = objective.adapted().concat(heads.of(classNames)); // (K + C, D)
    int[] learnt = known.places(classNames);
    long[] rows = new long[learnt.length];
    for (int c = 0; c < rows.length; c++) {
      rows[c] = learnt[c] < 0 ? known.names().size() + c : learnt[c];
    }
    NDArray classes = both.get(images.getManager().create(rows)); // (C, D)
    return objective.logits(towers.encodeImage(images), classes); // (B, C)
  }
}
