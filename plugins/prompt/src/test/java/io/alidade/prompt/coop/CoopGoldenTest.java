package io.alidade.prompt.coop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Progress;
import io.alidade.contracts.ReferenceClip;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.nn.Gradients;
import io.alidade.prompt.coop.CoopSettings.Position;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoopGoldenTest {
  /** Logits are multiplied by a scale of some ten. */
  private static final Tolerance LOGITS = new Tolerance(1e-3, 1e-3);

  private NDManager manager;
  private DualTowers towers;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
    towers = ReferenceClip.towers(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static List<String> names(GoldenCase golden) {
    List<String> names = new ArrayList<>();
    golden.at("params", "names").getAsJsonArray().forEach(one -> names.add(one.getAsString()));
    return names;
  }

  private static Position position(GoldenCase golden) {
    String word = golden.at("params", "position").getAsString();
    return Position.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * The authors' code takes of a text to begin from as many tokens as it has words; what is left of
   * "a photo of a" in these four stays before the name.
   */
  private static List<String> spoken(GoldenCase golden) {
    return golden.at("params", "ctx_init").getAsString().isEmpty()
        ? names(golden)
        : names(golden).stream().map(name -> "of a " + name).toList();
  }

  /** CustomCLIP and PromptLearner of KaiyangZhou/CoOp, through a CLIP of open_clip. */
  @ParameterizedTest
  @ValueSource(strings = {"coop_end", "coop_middle", "coop_front", "coop_end_csc", "coop_end_init"})
  void hasTheTextsLogitsAndGradientsOfTheAuthorsCode(String name) {
    GoldenCase golden = Golden.read("transfer/" + name);
    NDArray vectors = golden.tensor("ctx").on(manager);
    vectors.setRequiresGradient(true);
    boolean own = golden.at("params", "csc").getAsBoolean();
    List<String> spoken = spoken(golden);
    CoopSettings settings = new CoopSettings(4, "", position(golden), own);
    CoopModel model = new CoopModel(towers, spoken, settings, vectors, manager, Progress.SILENT);
    NDArray images = golden.tensor("pixel_values").on(manager);
    int[] owner = own ? IntStream.range(0, spoken.size()).toArray() : new int[spoken.size()];
    Prompts prompts =
        new Prompts(
            towers.text(),
            towers.tokenizer(),
            spoken,
            position(golden),
            4,
            owner,
            own ? spoken.size() : 1,
            manager);
    Tolerance.MODEL.check("texts", prompts.embeddings(vectors), golden.tensor("text_features"));
    LOGITS.check("logits", model.scores(images, spoken), golden.tensor("logits"));

    CoopObjective objective = new CoopObjective(model, towers.encodeImage(images), spoken);
    List<ParameterGroup> group =
        List.of(new ParameterGroup("vectors", Map.of("vectors", vectors), 1, 1));
    try (Gradients gradients = new Gradients(group, manager)) {
      NDArray loss =
          Engine.withGradients(
              () -> {
                NDArray total =
                    objective
                        .loss(towers.encodeImage(images), golden.tensor("labels").on(manager))
                        .total();
                gradients.add(total);
                return total;
              });
      Tolerance.MODEL.check("loss", loss, golden.tensor("loss"));
      NDArray gradient = gradients.byName().get("vectors");
      Tolerance.GRADIENT.check("d vectors", gradient, golden.tensor("grad_ctx"));
    }
  }

  /** With holes where the authors write X, the same ids. */
  @Test
  void tokenizesPromptsAsTheAuthorsDo() {
    GoldenCase golden = Golden.read("transfer/coop_end");
    List<String> names = names(golden);
    for (int k = 0; k < names.size(); k++) {
      int[] found = Prompts.prompt(towers.tokenizer(), names.get(k), Position.END, 4);
      long[] expected = golden.tensor("tokenized_prompts").at(k).longs();
      assertThat(Arrays.copyOfRange(found, 1, 5)).containsExactly(-1, -2, -3, -4);
      for (int l = 0; l < found.length; l++) {
        assertThat(found[l] < 0 ? expected[1] : found[l]).isEqualTo(expected[l]);
      }
    }
  }

  /** What a run would count. */
  private record Counted(List<String> counted) implements Progress {
    @Override
    public void advance(String what, long done, long total) {}

    @Override
    public void note(String sentence) {}

    @Override
    public void count(String kind, String one) {
      counted.add(kind + ": " + one);
    }
  }

  /** Of a name of 81 words 24 places hold start, four vectors, 18 tokens, and the end. */
  @Test
  void cutsAClassNameThatDoesNotFitAndKeepsTheEnd() {
    String longName = "a ".repeat(80) + "b";
    for (Position position : Position.values()) {
      int[] prompt = Prompts.prompt(towers.tokenizer(), longName, position, 4);
      assertThat(prompt).hasSize(24).startsWith(812).endsWith(813).contains(-1, -2, -3, -4);
    }
    NDArray vectors = manager.zeros(new Shape(4, 32));
    List<String> names = List.of("cat", longName);
    List<String> counted = new ArrayList<>();
    CoopModel model =
        new CoopModel(
            towers,
            names,
            new CoopSettings(4, "", Position.END, false),
            vectors,
            manager,
            new Counted(counted));
    NDArray logits = model.logits(manager.ones(new Shape(1, 32)), names);
    assertThat(logits.getShape().getShape()).containsExactly(1, 2);
    assertThat(counted).containsExactly("class names cut to 20 tokens: " + longName);
  }

  @Test
  void refusesANewClassWhereEachHasItsOwnVectors() {
    NDArray vectors = manager.zeros(new Shape(2, 4, 32));
    CoopModel model =
        new CoopModel(
            towers,
            List.of("cat", "dog"),
            new CoopSettings(4, "", Position.END, true),
            vectors,
            manager,
            Progress.SILENT);
    NDArray features = manager.zeros(new Shape(1, 32));
    assertThat(model.logits(features, List.of("dog")).getShape().getShape()).containsExactly(1, 1);
    assertThatThrownBy(() -> model.logits(features, List.of("eel")))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("class eel was not trained; expected false");
  }
}
