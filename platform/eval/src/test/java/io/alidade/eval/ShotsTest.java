package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import io.alidade.api.FeatureCache;
import io.alidade.api.Measurement;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.api.Protocol;
import io.alidade.api.Protocol.Pool;
import io.alidade.api.Protocol.Support;
import io.alidade.api.Split;
import io.alidade.eval.ZeroShotSettings.Execution;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a method may see, and what both protocols of few shots then measure. */
class ShotsTest {
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  private static ShotSettings settings(int shots) {
    return new ShotSettings(shots, List.of("{}"), new Execution(2, 2, 3));
  }

  /** So many samples of each class, class after class in turn. */
  private static Split split(List<String> names, int each) {
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      IntStream.range(0, names.size()).forEach(labels::add);
    }
    return new Toy.Colours(names, Collections.nCopies(labels.size(), new int[] {1, 2, 3}), labels);
  }

  private static Pool pool(int training, int validation, long seed, int shots) {
    return new Pool(
        split(COLOURS, training),
        validation == 0 ? Optional.empty() : Optional.of(split(COLOURS, validation)),
        split(COLOURS, 2),
        seed,
        settings(shots));
  }

  private static List<String> ids(Split split) {
    return IntStream.range(0, split.size()).mapToObj(i -> split.text(i).id()).toList();
  }

  @Test
  void showsSoManyOfEachClassAndAtMostFourForValidation() {
    Support support = new FewShotClassification().support(pool(9, 7, 3, 8)).orElseThrow();
    assertThat(support.training().name()).isEqualTo("test/8-shot/seed-3");
    assertThat(support.training().size()).isEqualTo(3 * 8);
    assertThat(support.validation().orElseThrow().size()).isEqualTo(3 * 4);
    assertThat(support.validation().orElseThrow().name()).isEqualTo("test/4-shot/seed-3");
    assertThat(support.notes()).isEmpty();
    Support two = new FewShotClassification().support(pool(9, 7, 3, 2)).orElseThrow();
    assertThat(two.validation().orElseThrow().size()).isEqualTo(3 * 2);
  }

  @Test
  void showsAllForNoShots() {
    Protocol.Pool pool = pool(9, 7, 3, 0);
    Support all = new FewShotClassification().support(pool).orElseThrow();
    assertThat(all.training()).isSameAs(pool.training());
    assertThat(all.validation()).isEqualTo(pool.validation());
  }

  @Test
  void drawsFromTheSeed() {
    FewShotClassification protocol = new FewShotClassification();
    Support first = protocol.support(pool(9, 0, 1, 4)).orElseThrow();
    assertThat(first.validation()).isEmpty();
    assertThat(ids(first.training()))
        .isEqualTo(ids(protocol.support(pool(9, 0, 1, 4)).orElseThrow().training()))
        .isNotEqualTo(ids(protocol.support(pool(9, 0, 2, 4)).orElseThrow().training()));
  }

  @Test
  void countsClassesWithFewerSamplesThanShots() {
    Support support = new FewShotClassification().support(pool(3, 1, 1, 16)).orElseThrow();
    assertThat(support.training().size()).isEqualTo(9);
    assertThat(support.notes())
        .containsExactly(
            "test: 3 of 3 classes have fewer than 16 shots: red 3, green 3, blue 3",
            "test: 3 of 3 classes have fewer than 4 shots: red 1, green 1, blue 1");
  }

  @Test
  void showsTheFirstHalfOfTheClassesAlone() {
    Support support = new BaseToNew().support(pool(9, 7, 3, 2)).orElseThrow();
    assertThat(support.training().classNames()).containsExactly("red", "green");
    assertThat(support.training().name()).isEqualTo("test/base/2-shot/seed-3");
    assertThat(support.training().size()).isEqualTo(4);
    assertThat(support.validation().orElseThrow().classNames()).containsExactly("red", "green");
    Support all = new BaseToNew().support(pool(9, 7, 3, 0)).orElseThrow();
    assertThat(all.training().size()).isEqualTo(18);
    assertThat(all.training().name()).isEqualTo("test/base");
  }

  @Test
  void refusesHalvesOfOneClassAndTrainingWithoutTheBase() {
    Split one = split(List.of("red"), 4);
    BaseToNew protocol = new BaseToNew();
    assertThatThrownBy(() -> protocol.support(new Pool(one, Optional.empty(), one, 1, settings(1))))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(
            "base-to-new: split test has 1 class; expected at least 2, a base and a new one");
    Split others = split(List.of("pink"), 4);
    Pool pool = new Pool(others, Optional.empty(), split(COLOURS, 2), 1, settings(1));
    assertThatThrownBy(() -> protocol.support(pool))
        .isInstanceOf(AlidadeException.class)
        .hasMessage("split test has no sample of the classes [green, red]; expected some of each");
  }

  private record Exam(Model model, Split test, ShotSettings shots, NDManager manager)
      implements Protocol.Examination {
    @Override
    public <S extends Record> S settings(Class<S> type) {
      return type.cast(shots);
    }

    @Override
    public FeatureCache cache() {
      return FeatureCache.NONE;
    }

    @Override
    public Progress progress() {
      return Progress.SILENT;
    }
  }

  /**
   * Red, orange (called green by its label), red; then blue alone among the new names. Among red
   * and green the model says red each time: 2 of 3 base images, classes 1 and 0, so 1/2 a class.
   */
  @Test
  void testsEachHalfByItself() {
    Split test =
        new Toy.Colours(
            COLOURS,
            List.of(
                new int[] {255, 0, 0},
                new int[] {0, 0, 9},
                new int[] {200, 100, 0},
                new int[] {9, 0, 0}),
            List.of(0, 2, 1, 0));
    try (NDManager manager = NDManager.newBaseManager()) {
      Evaluation found =
          new BaseToNew().evaluate(new Exam(new Toy.Eye(manager, 10f), test, settings(1), manager));
      Map<String, Double> values =
          found.measurements().stream()
              .collect(Collectors.toMap(Measurement::metric, Measurement::value));
      assertThat(values.get("top-1-base")).isCloseTo(2.0 / 3, within(1e-9));
      assertThat(values.get("mean-per-class-base")).isCloseTo(0.5, within(1e-9));
      assertThat(values.get("top-1-new")).isEqualTo(1.0);
      assertThat(values.get("harmonic-mean")).isCloseTo(0.8, within(1e-9));
      assertThat(values.get("harmonic-mean-per-class")).isCloseTo(2.0 / 3, within(1e-9));
      assertThat(values.get("chance-top-1-base")).isEqualTo(0.5);
      assertThat(values.get("chance-top-1-new")).isEqualTo(1.0);
      assertThat(found.predictions())
          .extracting(Evaluation.Prediction::index)
          .containsExactly(0, 2, 3, 1);
      assertThat(found.predictions().get(3).truth()).isEqualTo("blue");
      assertThat(found.neighbours().get(0).images().get(0).index()).isEqualTo(3);
    }
  }

  /** scipy.stats.hmean. */
  @Test
  void takesTheHarmonicMeanAsScipyDoes() throws Exception {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(ShotsTest.class.getResourceAsStream("harmonic_mean.json")),
            StandardCharsets.UTF_8)) {
      JsonObject golden = JsonParser.parseReader(reader).getAsJsonObject();
      for (JsonElement element : golden.getAsJsonArray("values")) {
        JsonObject one = element.getAsJsonObject();
        double mean = HarmonicMean.of(one.get("base").getAsDouble(), one.get("new").getAsDouble());
        assertThat(mean).isCloseTo(one.get("h").getAsDouble(), within(1e-9));
      }
    }
    assertThat(HarmonicMean.of(0, 0.5)).isZero();
  }
}
