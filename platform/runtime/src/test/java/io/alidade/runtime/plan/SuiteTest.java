package io.alidade.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.config.ReferenceKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to experiments, and what a file can have wrong. */
final class SuiteTest {
  private static final String KEYS =
      "name, method, seeds, baselines, foundations, data, train, canary, evaluate, execution,"
          + " sweep, toy, zero-shot";

  @TempDir private Path temporary;
  private PlanFolder files;

  @BeforeEach
  void open() {
    files = new PlanFolder(temporary);
  }

  private void refuses(String text, String... lines) {
    refuses(text, Map.of(), lines);
  }

  private void refuses(String text, Map<String, String> overrides, String... lines) {
    assertThat(files.said(text, overrides)).isEqualTo(String.join("\n", lines));
  }

  @Test
  void plansWithDefaultsWhatAFileLeavesOut() {
    Suite suite = files.plan(PlanFolder.LEAST + "train.steps = 20\ntoy.clip.width = 8");

    assertThat(suite.name()).isEqualTo("a");
    assertThat(suite.experiments()).hasSize(1);
    Experiment experiment = suite.experiments().get(0);
    assertThat(experiment.name()).isEqualTo("a");
    assertThat(experiment.settings().train().steps()).isEqualTo(20);
    assertThat(experiment.settings().train().batchSize()).isEqualTo(256);
    assertThat(experiment.settings().seeds()).containsExactly(1L);
    assertThat(experiment.methodSettings())
        .isEqualTo(
            new ToyCatalog.ClipSettings(
                8,
                0.07,
                ToyCatalog.Start.RANDOM,
                List.of(),
                Map.of("image", 1.0),
                java.util.Optional.empty()));
    assertThat(experiment.evaluations().get(0).settings())
        .isEqualTo(new ToyCatalog.ZeroShot(List.of("{}"), new ToyCatalog.ZeroShot.Execution(128)));
    assertThat(experiment.datasets()).containsExactly("iconic/emoji");
  }

  @Test
  void letsTheCommandLineOverrideTheFile() {
    Suite suite =
        files.plan(
            PlanFolder.LEAST + "seeds = [4]\ntrain.steps = 5",
            Map.of("seeds", "[1,2,3]", "train.steps", "7", "name", "mine"));

    Experiment experiment = suite.experiments().get(0);
    assertThat(experiment.settings().seeds()).containsExactly(1L, 2L, 3L);
    assertThat(experiment.settings().train().steps()).isEqualTo(7);
    assertThat(experiment.name()).isEqualTo("mine");
  }

  @Test
  void refusesAMisspeltKey() {
    refuses(
        PlanFolder.LEAST + "train {\n  stpes = 5\n}\ntrian {}",
        "a.conf: 5: train.stpes = 5 is no known key; expected one of steps, batch-size,"
            + " micro-batch, clip-norm, log-every, optimizer, schedule, ema, keep-best, solver;"
            + " did you mean train.steps?",
        "a.conf: 7: trian is no known key; expected one of " + KEYS + "; did you mean train?");
  }

  @Test
  void refusesTheBestOfACanaryThatThereIsNot() {
    refuses(
        PlanFolder.LEAST + "train.keep-best.metric = canary/top-1",
        "a.conf: train.keep-best.metric is \"canary/top-1\" and there is no canary; expected a"
            + " block canary { ... }");
  }

  /** A look at a training decides nothing, unless the model that counts is chosen by it. */
  @Test
  void isAnotherExperimentByTheCanaryThatChoosesItsModel() {
    String best = "train.keep-best { metric = canary/top-1, evaluate = %s }\n";
    String canary = "canary { dataset = iconic/flags, split = test, every = %d, samples = 5 }\n";
    Experiment last10 = one(best.formatted("last") + canary.formatted(10));
    Experiment last20 = one(best.formatted("last") + canary.formatted(20));
    Experiment best10 = one(best.formatted("best") + canary.formatted(10));
    Experiment best20 = one(best.formatted("best") + canary.formatted(20));

    assertThat(last10.identity(Map.of())).isEqualTo(last20.identity(Map.of()));
    assertThat(best10.identity(Map.of())).isNotEqualTo(best20.identity(Map.of()));
    assertThat(last10.identity(Map.of())).isEqualTo(one("").identity(Map.of()));
    assertThat(best10.identity(Map.of())).isNotEqualTo(one("").identity(Map.of()));
    assertThat(last10.datasets()).containsExactly("iconic/emoji");
    assertThat(best10.datasets()).containsExactly("iconic/emoji", "iconic/flags");
  }

  @Test
  void isAnotherExperimentByAMovingAverageThatIsTaken() {
    assertThat(one("train.ema.warm-up = true").identity(Map.of()))
        .isEqualTo(one("").identity(Map.of()));
    assertThat(one("train.ema.decay = 0.9").identity(Map.of()))
        .isNotEqualTo(one("").identity(Map.of()));
  }

  private Experiment one(String text) {
    return files.plan(PlanFolder.LEAST + text).experiments().get(0);
  }

  @Test
  void refusesAMisspeltKeyOfTheMethod() {
    refuses(
        PlanFolder.LEAST + "toy.clip {\n  widht = 5\n  temperature = -0.07\n}",
        "a.conf: 5: toy.clip.widht = 5 is no known key; expected one of width, temperature, start,"
            + " prompts, weights, depth; did you mean toy.clip.width?",
        "a.conf: 6: toy.clip.temperature is -0.07; expected a number above 0");
  }

  @Test
  void refusesAnUnknownMethod() {
    refuses(
        "method = toy.clop\ndata.dataset = \"iconic/emoji\"",
        "a.conf: 1: method is \"toy.clop\", no known method; expected one of toy.clip, toy.pixels;"
            + " did you mean toy.clip?");
  }

  @Test
  void refusesAFileWithoutAMethod() {
    refuses(
        "name = x",
        "a.conf: data.dataset is missing; expected text",
        "a.conf: method is missing; expected text");
  }

  @Test
  void takesADataSetOnDiskByFormatAndPath() {
    Suite suite = files.plan(PlanFolder.LEAST + "data.dataset = \"image-folder:my/pets\"");

    assertThat(suite.experiments().get(0).settings().data().dataset())
        .isEqualTo("image-folder:my/pets");
  }

  @Test
  void refusesAnUnknownFormatAndAPathThatIsMissing() {
    refuses(
        "method = toy.clip\ndata.dataset = \"image-foldr:my/pets\"",
        "a.conf: 2: data.dataset is \"image-foldr:my/pets\", no known data set; expected one of"
            + " iconic/emoji, iconic/flags, image-folder:PATH; did you mean image-folder:PATH?");
    refuses(
        "method = toy.clip\ndata.dataset = \"image-folder:\"",
        "a.conf: 2: data.dataset is \"image-folder:\", no known data set; expected one of"
            + " iconic/emoji, iconic/flags, image-folder:PATH; did you mean image-folder:PATH?");
  }

  @Test
  void refusesAnUnknownDataSetWhereverItIsNamed() {
    refuses(
        """
        method = toy.clip
        data.dataset = "iconic/emojis"
        canary { dataset = "iconic/flag", split = test, every = 10, samples = 5 }
        evaluate = [
          { protocol = zero-shot, dataset = "coco", split = test }
        ]
        """,
        "a.conf: 2: data.dataset is \"iconic/emojis\", no known data set; expected one of"
            + " iconic/emoji, iconic/flags, image-folder:PATH; did you mean iconic/emoji?",
        "a.conf: 3: canary.dataset is \"iconic/flag\", no known data set; expected one of"
            + " iconic/emoji, iconic/flags, image-folder:PATH; did you mean iconic/flags?",
        "a.conf: 5: evaluate[0].dataset is \"coco\", no known data set; expected one of"
            + " iconic/emoji, iconic/flags, image-folder:PATH");
  }

  @Test
  void readsClassNamesInTheSentencesOfTheTestUnlessTheMethodSaysOtherwise() {
    String asked =
        """
        method = toy.pixels
        data.dataset = "iconic/emoji"
        evaluate = [
          { protocol = zero-shot, dataset = "iconic/emoji", split = test, templates = ["a {}"] }
        ]
        """;

    assertThat(files.only(asked).methodSettings())
        .isEqualTo(new ToyCatalog.PixelsSettings(16, List.of("a {}")));
    assertThat(files.only(asked + "toy.pixels.templates = [\"b {}\"]").methodSettings())
        .isEqualTo(new ToyCatalog.PixelsSettings(16, List.of("b {}")));
  }

  @Test
  void refusesAnEvaluationThatIsWrong() {
    refuses(
        """
        method = toy.clip
        data.dataset = "iconic/emoji"
        evaluate = [
          { protocol = zero-shto, dataset = "iconic/emoji", split = test }
          { protocol = zero-shot, dataset = "iconic/emoji", splitt = test }
          { protocol = zero-shot, dataset = "iconic/emoji", split = test, templates = 5 }
          { dataset = "iconic/emoji", split = test }
          zero-shot
        ]
        """,
        "a.conf: 4: evaluate[0].protocol is \"zero-shto\", no known protocol; expected one of"
            + " zero-shot; did you mean zero-shot?",
        "a.conf: 5: evaluate[1].split is missing; expected text",
        "a.conf: 5: evaluate[1].splitt = \"test\" is no known key; expected one of templates,"
            + " execution, dataset, note, protocol, split; did you mean evaluate[1].split?",
        "a.conf: 6: evaluate[2].templates is 5; expected a list, each item text",
        "a.conf: 7: evaluate[3].protocol is missing; expected text",
        "a.conf: 8: evaluate[4] is \"zero-shot\"; expected a block { ... }");
  }

  @Test
  void refusesBlocksOfUnknownMethodsAndLeavesOtherMethodsAlone() {
    assertThat(files.said(PlanFolder.LEAST + "toy.pixels.side = 4", Map.of())).isEmpty();
    refuses(
        PlanFolder.LEAST + "toy.pixel { side = 4 }\ntoy.clip { width = 0 }",
        "a.conf: 4: toy.pixel is a block of no known method; expected one of toy.clip, toy.pixels;"
            + " did you mean toy.pixels?",
        "a.conf: 5: toy.clip.width is 0; expected a whole number of at least 1");
    refuses(
        PlanFolder.LEAST + "toy = 5",
        "a.conf: 4: toy is no block; expected a method's, as in toy.clip { ... }");
    refuses(
        PlanFolder.LEAST + "toy.clip = 5",
        "a.conf: 4: toy.clip is no block; expected toy.clip { ... }");
  }

  @Test
  void refusesSeedsThatAreNoneOrTwice() {
    refuses(
        PlanFolder.LEAST + "seeds = []",
        "a.conf: 4: seeds is []; expected at least one seed, and none twice");
    refuses(
        PlanFolder.LEAST,
        Map.of("seeds", "[1, 1]"),
        "-D seeds: seeds is [1, 1]; expected at least one seed, and none twice");
  }

  @Test
  void reportsEverythingAtOnceByFileAndLine() {
    files.write("base.conf", "# Shared.\ntrain.steps = many\n");
    refuses(
        """
        include "base.conf"
        method = toy.clip
        data { dataset = "iconic/emoji", split = ${part} }
        evaluate = [{ protocol = zero-shot, dataset = nope, split = test }]
        toy.clip.start = from_text
        """,
        Map.of("train.batch-size", "0"),
        "-D train.batch-size: train.batch-size is 0; expected a whole number of at least 1",
        "a.conf: 3: ${part} is not set; expected a key of this configuration or an environment"
            + " variable",
        "a.conf: 4: evaluate[0].dataset is \"nope\", no known data set; expected one of"
            + " iconic/emoji, iconic/flags, image-folder:PATH",
        "a.conf: 5: toy.clip.start is \"from_text\"; expected one of random, from-text; did you"
            + " mean from-text?",
        "base.conf: 2: train.steps is \"many\"; expected a whole number of at least 1");
  }

  @Test
  void substitutesFromTheDefaultsAndTheCommandLine() {
    Experiment experiment =
        files
            .plan(
                PlanFolder.LEAST + "toy.clip.width = ${train.batch-size}\nname = ${data.split}",
                Map.of("train.batch-size", "32"))
            .experiments()
            .get(0);

    assertThat(experiment.methodSettings())
        .extracting(settings -> ((ToyCatalog.ClipSettings) settings).width())
        .isEqualTo(32);
    assertThat(experiment.name()).isEqualTo("train");
  }

  @Test
  void runsBaselinesBesideOnTheSameDataWithTheirOwnBlocks() {
    Suite suite =
        files.plan(
            PlanFolder.LEAST
                + """
                name = pair
                seeds = [1, 2]
                baselines = [toy.pixels]
                toy.pixels.side = 4
                train.steps = 9
                data { split = small, augment.strength = 0.5 }
                """);

    assertThat(suite.experiments())
        .extracting(Experiment::name)
        .containsExactly("pair/toy.pixels", "pair");
    Experiment baseline = suite.experiments().get(0);
    assertThat(baseline.method()).isEqualTo("toy.pixels");
    assertThat(baseline.methodSettings())
        .isEqualTo(new ToyCatalog.PixelsSettings(4, List.of("{}")));
    assertThat(baseline.settings().seeds()).containsExactly(1L, 2L);
    assertThat(baseline.settings().data().split()).isEqualTo("small");
    assertThat(baseline.settings().data().augment().strength()).isZero();
    assertThat(baseline.settings().baselines()).isEmpty();
    assertThat(baseline.evaluations()).isEqualTo(suite.experiments().get(1).evaluations());
  }

  @Test
  void callsABaselineAfterItsCellAndRunsEqualOnesOnce() {
    String beside = PlanFolder.LEAST + "name = pair\nbaselines = [toy.pixels]\n";
    Suite suite =
        files.plan(
            beside
                + """
                sweep.product { "data.split" = [small, large], "train.steps" = [1, 2] }
                """);

    assertThat(suite.experiments())
        .extracting(Experiment::name)
        .containsExactly(
            "pair/split=small,steps=1/toy.pixels",
            "pair/split=large,steps=1/toy.pixels",
            "pair/split=small,steps=1",
            "pair/split=small,steps=2",
            "pair/split=large,steps=1",
            "pair/split=large,steps=2");
    Experiment alone = files.plan(beside + "data.split = small").experiments().get(0);
    assertThat(alone.name()).isEqualTo("pair/toy.pixels");
    assertThat(suite.experiments().get(0).identity(Map.of())).isEqualTo(alone.identity(Map.of()));
  }

  @Test
  void refusesAnUnknownBaselineAndWhatIsWrongInItsBlock() {
    refuses(
        PlanFolder.LEAST + "baselines = [toy.pixels, toy.pixie]",
        "a.conf: 4: baselines[1] is \"toy.pixie\", no known method; expected one of toy.clip,"
            + " toy.pixels; did you mean toy.pixels?");
    refuses(
        PlanFolder.LEAST + "baselines = [toy.pixels]\ntoy.pixels.side = 0",
        "a.conf: 5: toy.pixels.side is 0; expected a whole number of at least 1");
  }

  @Test
  void namesThePluginWhoseDefaultsAreNoHocon() {
    Catalog broken = new ToyCatalog(1, 1, "toy.clip = [");

    assertThatThrownBy(() -> Suite.plan(files.write("a.conf", PlanFolder.LEAST), Map.of(), broken))
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith("toy.clip/reference.conf: 1: ")
        .hasMessageEndingWith("; expected HOCON with a block toy.clip { ... }")
        .extracting(e -> ((AlidadeException) e).kind())
        .isEqualTo(AlidadeException.Kind.PLUGIN);
  }

  @Test
  void commentsEveryKeyOfThePlatformsDefaults() throws IOException {
    try (var in = Suite.class.getResourceAsStream("/io/alidade/runtime/reference.conf")) {
      List<ReferenceKeys.Key> keys =
          ReferenceKeys.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));

      assertThat(keys).hasSizeGreaterThan(20);
      assertThat(keys).allSatisfy(key -> assertThat(key.comment()).as(key.path()).isNotEmpty());
    }
  }
}
