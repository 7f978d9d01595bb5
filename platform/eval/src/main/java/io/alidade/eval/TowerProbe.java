package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Split;
import io.alidade.api.Training;
import io.alidade.data.FrozenFeatures.Tower;
import io.alidade.nn.LinearProbe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A linear probe of a frozen tower, solved over all samples at once: what a tower knows, told by
 * how well its features can be taken apart by planes.
 */
public final class TowerProbe implements Learner, Model, ImageClassifier {
  private final Preparation given;
  private final Tower tower;
  private final ProbeSettings settings;
  private final Map<String, NDArray> beside;
  private final KnownClasses classes;
  private final LinearProbe probe;
  private final NDArray features; // float64 (N, D)
  private final NDArray labels; // int64 (N)

  /**
   * At zeros, with the features of the training split.
   *
   * @param beside what of the tower belongs into a checkpoint
   */
  public TowerProbe(
      Preparation given, Tower tower, ProbeSettings settings, Map<String, NDArray> beside) {
    this.given = given;
    this.tower = tower;
    this.settings = settings;
    this.beside = new LinkedHashMap<>(beside);
    this.classes = new KnownClasses(given.training().classNames());
    SupportFeatures known = SupportFeatures.of(given, given.training(), tower);
    this.features = known.images().toType(DataType.FLOAT64, true);
    this.labels = known.labels();
    this.probe =
        new LinearProbe(classes.names().size(), features.getShape().get(1), given.manager());
  }

  @Override
  public Model model() {
    return this;
  }

  @Override
  public ImageSpec images() {
    return tower.spec();
  }

  /** Logits; a class that training never named is scored below all others. */
  @Override
  public NDArray scores(NDArray images, List<String> classNames) {
    NDArray rows = tower.encode().apply(images).toType(DataType.FLOAT64, false); // (B, D)
    NDArray logits = probe.logits(rows).toType(DataType.FLOAT32, false); // (B, K)
    return classes.scores(logits, classNames);
  }

  @Override
  public Training training() {
    List<Double> strengths =
        given.validation().isPresent() ? settings.strengths() : List.of(settings.untuned());
    return new Training.Solve(
        probe.parameters(),
        strengths.stream()
            .map(c -> new Training.Problem("c=" + c, () -> probe.loss(features, labels, c)))
            .toList(),
        new Validation(given.validation())::accuracy);
  }

  @Override
  public int tried() {
    return given.validation().isPresent() ? settings.strengths().size() : 1;
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>(probe.parameters());
    state.putAll(beside);
    return state;
  }

  /** Features are read once, for all problems. */
  private final class Validation {
    private final Optional<Split> split;
    private Optional<SupportFeatures> known = Optional.empty();

    Validation(Optional<Split> split) {
      this.split = split;
    }

    double accuracy() {
      if (known.isEmpty()) {
        known = split.map(one -> SupportFeatures.of(given, one, tower));
      }
      SupportFeatures validation = known.orElseThrow();
      try (NDArray rows = validation.images().toType(DataType.FLOAT64, true);
          NDArray logits = probe.logits(rows);
          NDArray single = logits.toType(DataType.FLOAT32, true);
          NDArray scores = classes.scores(single, split.orElseThrow().classNames())) {
        return validation.accuracy(scores);
      }
    }
  }
}
