package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import io.alidade.api.FeatureCache;
import io.alidade.api.Measurement;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.data.FrozenFeatures;
import io.alidade.data.StoredFeatures;
import io.alidade.eval.ZeroShotSettings.Execution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZeroShotClassificationTest {
  private static final List<String> COLOURS = List.of("red", "green", "blue");
  private static final ZeroShotSettings PLAIN =
      new ZeroShotSettings(List.of("{}"), new Execution(2, 2, 3));

  private final NDManager manager = NDManager.newBaseManager();
  private final Toy.Eye eye = new Toy.Eye(manager, 10f);
  private final Toy.Colours split =
      new Toy.Colours(
          COLOURS,
          List.of(new int[] {255, 0, 0}, new int[] {200, 100, 0}, new int[] {0, 0, 9}),
          List.of(0, 1, 2));

  @AfterEach
  void close() {
    manager.close();
  }

  private Evaluation evaluate(Model model, Toy.Colours test, ZeroShotSettings settings) {
    return evaluate(model, test, settings, FeatureCache.NONE);
  }

  private Evaluation evaluate(
      Model model, Toy.Colours test, ZeroShotSettings settings, FeatureCache cache) {
    return new ZeroShotClassification()
        .evaluate(new Toy.Exam(model, test, settings, manager, cache));
  }

  private static Map<String, Double> values(Evaluation evaluation) {
    return evaluation.measurements().stream()
        .collect(Collectors.toMap(Measurement::metric, Measurement::value));
  }

  @Test
  void measuresWhatAHandCalculationGives() {
    Evaluation evaluation = evaluate(eye, split, PLAIN);
    // The second pixel is orange and called green: two of three are right.
    assertThat(values(evaluation).get("top-1")).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(values(evaluation).get("top-5")).isEqualTo(1.0);
    assertThat(values(evaluation).get("mean-per-class")).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(values(evaluation).get("chance-top-1")).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(values(evaluation).get("chance-top-5")).isEqualTo(1.0);

    // "red" is encoded as (1, 0, 0) + (.5, .5, .5) for its end token: (3, 1, 1) / sqrt(11), and
    // the others alike. Pure red has similarity 3 / sqrt(11) and 1 / sqrt(11); the scale is 10.
    double ratio = Math.exp(10 * (1 - 3) / Math.sqrt(11));
    Evaluation.Prediction first = evaluation.predictions().get(0);
    assertThat(first.truth()).isEqualTo("red");
    assertThat(first.guesses()).hasSize(2);
    assertThat(first.guesses().get(0).name()).isEqualTo("red");
    assertThat(first.guesses().get(0).confidence()).isCloseTo(1 / (1 + 2 * ratio), within(1e-6));
    assertThat(evaluation.predictions())
        .extracting(Evaluation.Prediction::index)
        .containsExactly(0, 1, 2);
    assertThat(evaluation.predictions().get(1).right()).isFalse();
  }

  @Test
  void findsTheNearestTextsAndImages() {
    List<Evaluation.Neighbours> neighbours = evaluate(eye, split, PLAIN).neighbours();
    assertThat(neighbours).extracting(Evaluation.Neighbours::index).containsExactly(0, 1, 2);
    Evaluation.Neighbours red = neighbours.get(0);
    assertThat(red.texts().get(0).name()).isEqualTo("red");
    assertThat(red.texts().get(0).confidence()).isCloseTo(3 / Math.sqrt(11), within(1e-6));
    // Orange (200, 100, 0) has cosine 2 / sqrt(5) to red; blue has none; red itself is left out.
    assertThat(red.images()).extracting(Evaluation.Near::index).containsExactly(1, 2);
    assertThat(red.images().get(0).similarity()).isCloseTo(2 / Math.sqrt(5), within(1e-6));
  }

  @Test
  void averagesTemplatesAtUnitLength() {
    ZeroShotSettings two = new ZeroShotSettings(List.of("{}", "very {}"), new Execution(8, 3, 1));
    Evaluation evaluation = evaluate(eye, split, two);
    // "very red" has two end tokens: (1, 0, 0) + (1, 1, 1), so (2, 1, 1) / sqrt(6). The mean of
    // that and (3, 1, 1) / sqrt(11), at unit length, has this first coordinate:
    double x = 3 / Math.sqrt(11) + 2 / Math.sqrt(6);
    double y = 1 / Math.sqrt(11) + 1 / Math.sqrt(6);
    assertThat(evaluation.neighbours().get(0).texts().get(0).confidence())
        .isCloseTo(x / Math.sqrt(x * x + 2 * y * y), within(1e-6));
  }

  @Test
  void encodesEqualTextsOnce() {
    Toy.Colours twice =
        new Toy.Colours(List.of("red", "red", "green"), split.pixels(), List.of(0, 0, 2));
    ZeroShotSettings settings =
        new ZeroShotSettings(List.of("{}", "{}", "very {}"), new Execution(8, 1, 0));
    evaluate(eye, twice, settings);
    assertThat(eye.words.asked).containsExactly("red", "very red", "green", "very green");
    assertThat(eye.textRows).isEqualTo(4);
  }

  /** The tokenizer knows one word of each of these, so that they are one text. */
  @Test
  void encodesTextsOfEqualTokensOnce() {
    Toy.Colours synonyms =
        new Toy.Colours(List.of("red", "dark red", "green"), split.pixels(), List.of(0, 0, 2));
    evaluate(eye, synonyms, PLAIN);
    assertThat(eye.textRows).isEqualTo(2);
  }

  /** Also where the head was kept: a run's number means the same then. */
  @Test
  void countsClassesOfTheSameTokens(@TempDir Path folder) {
    eye.frozen = Optional.of("eye");
    FeatureCache cache = new StoredFeatures(folder, 1 << 20, Map.of(), Progress.SILENT);
    for (int time = 0; time < 2; time++) {
      List<String> counted = new ArrayList<>();
      FrozenFeatures frozen = new FrozenFeatures(cache, manager, new Counting(counted));
      ClassTexts.encode(eye, List.of("red", "dark red", "green"), PLAIN, frozen).close();
      assertThat(counted)
          .containsExactly("class names of the same tokens as another: dark red like red");
    }
  }

  private record Counting(List<String> counted) implements Progress {
    @Override
    public void advance(String what, long done, long total) {}

    @Override
    public void note(String sentence) {}

    @Override
    public void count(String kind, String one) {
      counted.add(kind + ": " + one);
    }
  }

  @Test
  void testsAFrozenModelTheSameAndEncodesItOnce(@TempDir Path folder) {
    Evaluation plain = evaluate(eye, split, PLAIN);
    eye.frozen = Optional.of("eye");
    FeatureCache cache = new StoredFeatures(folder, 1 << 20, Map.of(), Progress.SILENT);
    assertThat(evaluate(eye, split, PLAIN, cache)).isEqualTo(plain);
    int images = eye.imageCalls;
    int texts = eye.textRows;
    assertThat(evaluate(eye, split, PLAIN, cache)).isEqualTo(plain);
    assertThat(eye.imageCalls).isEqualTo(images);
    assertThat(eye.textRows).isEqualTo(texts);
  }

  @Test
  void encodesAFrozenModelAgainForOtherTemplatesClassesOrWeights(@TempDir Path folder) {
    FeatureCache cache = new StoredFeatures(folder, 1 << 20, Map.of(), Progress.SILENT);
    eye.frozen = Optional.of("eye");
    evaluate(eye, split, PLAIN, cache);
    assertThat(eye.textRows).isEqualTo(3);
    evaluate(eye, split, new ZeroShotSettings(List.of("very {}"), PLAIN.execution()), cache);
    assertThat(eye.textRows).isEqualTo(6);
    Toy.Colours turned =
        new Toy.Colours(List.of("green", "red", "blue"), split.pixels(), split.labels());
    evaluate(eye, turned, PLAIN, cache);
    assertThat(eye.textRows).isEqualTo(9);
    int images = eye.imageCalls;
    eye.frozen = Optional.of("another eye");
    evaluate(eye, split, PLAIN, cache);
    assertThat(eye.textRows).isEqualTo(12);
    assertThat(eye.imageCalls).isGreaterThan(images);
  }

  @Test
  void ranksEquallyScoredClassesInTheirOrder() {
    Evaluation evaluation = evaluate(new Toy.Shrug(), split, PLAIN);
    assertThat(values(evaluation).get("top-1")).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(evaluation.predictions().get(2).guesses().get(0).name()).isEqualTo("red");
    assertThat(evaluation.neighbours()).isEmpty();
  }

  @Test
  void refusesAModelThatBuildsAGraph() {
    eye.gain.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      assertThatThrownBy(() -> evaluate(eye, split, PLAIN))
          .isInstanceOf(AlidadeException.class)
          .hasMessageContaining("autograd graph");
      collector.zeroGradients();
    }
    assertThat(evaluate(eye, split, PLAIN).predictions()).hasSize(3);
  }

  @Test
  void refusesScoresThatAreNoNumbers() {
    eye.gain.set(new float[] {Float.NaN});
    assertThatThrownBy(() -> evaluate(eye, split, PLAIN))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("pixel-0 as NaN");
  }

  @Test
  void refusesAModelThatCanDoNeither() {
    assertThatThrownBy(() -> evaluate(() -> Toy.PIXEL, split, PLAIN))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("expected a DualEncoder");
  }

  @Test
  void refusesATemplateWithoutAPlaceForTheName() {
    assertThatThrownBy(() -> new ZeroShotSettings(List.of("a photo"), Execution.DEFAULT))
        .hasMessage("templates holds \"a photo\"; expected {} where the class name goes");
  }

  @Test
  void leavesNothingBehindOverManyBatches() {
    int count = 400;
    Toy.Colours many =
        new Toy.Colours(
            COLOURS,
            Collections.nCopies(count, new int[] {1, 2, 3}),
            Collections.nCopies(count, 1));
    evaluate(eye, many, PLAIN);
    int before = manager.getManagedArrays().size();
    evaluate(eye, many, PLAIN);
    new ZeroShotProbe(many, 300).topOne(eye, manager);
    assertThat(manager.getManagedArrays()).hasSize(before);
    assertThat(eye.imageCalls).isGreaterThan(400);
  }

  @Test
  void probesTheSameSamplesAsTheWholeTestWouldAtFullSize() {
    assertThat(new ZeroShotProbe(split, 3).topOne(eye, manager))
        .isEqualTo(evaluate(eye, split, PLAIN).measurements().get(0));
    List<int[]> pixels = new ArrayList<>(split.pixels());
    Collections.reverse(pixels);
    Toy.Colours reversed = new Toy.Colours(COLOURS, pixels, List.of(2, 0, 0));
    // Blue, then orange called red, then red: the first two of three are right, as is the third.
    assertThat(new ZeroShotProbe(reversed, 2).topOne(eye, manager).samples()).isEqualTo(2);
    assertThat(new ZeroShotProbe(reversed, 2).topOne(eye, manager).value()).isEqualTo(1.0);
  }

  @Test
  void testsASplitOfOneSample() {
    Toy.Colours one = new Toy.Colours(COLOURS, split.pixels().subList(0, 1), List.of(0));
    assertThat(values(evaluate(eye, one, PLAIN)).get("top-1")).isEqualTo(1.0);
  }
}
