package io.alidade.baseline.classifier;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Batch;
import io.alidade.api.Field;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Learner;
import io.alidade.api.LossTerms;
import io.alidade.api.Model;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.api.Training;
import io.alidade.eval.KnownClasses;
import io.alidade.nn.ImageTower;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.ParameterGroups;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tower with one output a class.
 *
 * @param tower (B, 3, H, W) -> (B, K)
 */
record ClassifierModel(ImageTower tower, ImageSpec images, KnownClasses classes)
    implements Learner, Model, ImageClassifier, Objective.Direct {

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    NDArray logits = tower.trained(batch.images(), batch.first(), step); // (B, K)
    return LossTerms.of("cross-entropy", Ops.crossEntropy(logits, batch.labels()));
  }

  @Override
  public NDArray scores(NDArray images, List<String> classNames) {
    return classes.scores(tower.pooled(images, Mode.EVALUATION), classNames);
  }

  @Override
  public Model model() {
    return this;
  }

  @Override
  public Training training() {
    return new Training.Steps(
        ParameterGroups.byShape(tower.parameters().trained()),
        this,
        Set.of(Field.IMAGE, Field.LABEL));
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>(tower.parameters().trained());
    state.putAll(tower.parameters().buffers());
    return state;
  }
}
