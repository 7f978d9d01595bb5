package io.alidade.eval;

import ai.djl.ndarray.NDManager;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Measurement;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Split;
import io.alidade.data.FrozenFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pf4j.Extension;

/**
 * Every image of the split is ranked against the names of all its classes.
 *
 * <p>Measures {@code top-1}, {@code top-5} and {@code mean-per-class}, each with what guessing
 * would give. Of equally scored classes the one earlier in the split's list stands first ({@link
 * Ranking}).
 */
@Extension
@ProtocolSpec(
    id = "zero-shot-classification",
    summary = "Ranks each image against the names of all classes",
    settings = ZeroShotSettings.class)
public final class ZeroShotClassification implements Protocol {

  @Override
  public Evaluation evaluate(Examination given) {
    ZeroShotSettings settings = given.settings(ZeroShotSettings.class);
    ZeroShotSettings.Execution execution = settings.execution();
    Split split = given.test();
    List<String> names = split.classNames();
    List<Metric> metrics =
        List.of(new TopAccuracy(1), new TopAccuracy(5), new MeanPerClass(names.size()));
    List<Prediction> predictions = new ArrayList<>(split.size());
    try (NDManager manager = given.manager().newSubManager();
        ClassScores classes =
            ClassScores.of(
                given.model(),
                split,
                given.testFingerprint(),
                settings,
                new FrozenFeatures(given.cache(), manager, given.progress()))) {
      Examiner examiner =
          new Examiner(split, given.model().images(), manager, execution.batchSize());
      Neighbourhood near =
          Neighbourhood.around(split, execution.neighbours(), examiner, classes, manager);
      examiner.examine(
          classes,
          Examiner.spread(split.size(), split.size()),
          (indices, confidence, space) -> {
            space.ifPresent(found -> near.pass(indices, found.embeddings()));
            for (int i = 0; i < indices.length; i++) {
              int truth = Examiner.truth(split, indices[i]);
              float[] row = confidence.get(i);
              metrics.forEach(metric -> metric.add(truth, row));
              List<Guess> guesses = Neighbourhood.guesses(names, row, execution.guesses());
              String id = split.text(indices[i]).id();
              predictions.add(new Prediction(indices[i], id, names.get(truth), guesses));
            }
            given.progress().advance("images tested", predictions.size(), split.size());
          });
      return new Evaluation(
          measurements(metrics, names.size(), split.size()), predictions, near.neighbours());
    }
  }

  private static List<Measurement> measurements(List<Metric> metrics, int classes, int samples) {
    return Stream.concat(
            metrics.stream().map(Metric::measurement),
            Stream.of(
                Chance.top(1, classes, samples),
                Chance.top(5, classes, samples),
                Chance.meanPerClass(classes, samples)))
        .toList();
  }
}
