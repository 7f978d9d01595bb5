package io.alidade.eval;

import ai.djl.ndarray.NDManager;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.api.Measurement;
import io.alidade.api.Protocol.Examination;
import io.alidade.api.Split;
import io.alidade.data.FrozenFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ranks each image of a split against the names of all its classes: what several protocols do.
 *
 * @param protocol its id, for errors
 */
record Classification(Examination given, String protocol, ZeroShotSettings settings) {

  /** Takes in {@code metrics}; each is measured, and behind them {@code chances}. */
  Evaluation of(Split split, List<Metric> metrics, List<Measurement> chances) {
    ZeroShotSettings.Execution execution = settings.execution();
    List<String> names = split.classNames();
    List<Prediction> predictions = new ArrayList<>(split.size());
    List<double[]> right = new ArrayList<>(split.size()); // class, and 1 or 0
    try (NDManager manager = given.manager().newSubManager();
        ClassScores classes =
            ClassScores.of(
                protocol,
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
              right.add(new double[] {truth, Ranking.rank(row, truth) == 0 ? 1 : 0});
              List<Guess> guesses = Neighbourhood.guesses(names, row, execution.guesses());
              String id = split.text(indices[i]).id();
              predictions.add(new Prediction(indices[i], id, names.get(truth), guesses));
            }
            given.progress().advance("images tested", predictions.size(), split.size());
          });
      return new Evaluation(
          Stream.concat(metrics.stream().map(Metric::measurement), chances.stream()).toList(),
          predictions,
          near.neighbours(),
          contributions(right));
    }
  }

  /** The two numbers that the field gives first. */
  private static List<Contributions> contributions(List<double[]> right) {
    return List.of(
        new Contributions(
            "top-1", Statistic.MEAN, right.stream().map(item -> new double[] {item[1]}).toList()),
        new Contributions("mean-per-class", Statistic.MEAN_OF_CLASSES, right));
  }
}
