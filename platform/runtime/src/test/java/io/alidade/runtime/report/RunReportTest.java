package io.alidade.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.Drawing;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.registry.Registry;
import io.alidade.registry.RunFilter;
import io.alidade.registry.RunRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  @TempDir Path folder;

  private String page(String id, Registry registry) throws IOException {
    return Files.readString(RunReport.write(registry, folder, registry.run(id)));
  }

  @Test
  void saysWhatTheNumbersHaveToBeComparedWith() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String page = page(Story.tell(registry, folder), registry);
      assertThat(page)
          .contains("Unseen colours; the names were seen in training.")
          .contains("each of 100 images is ranked against 4 class names, given as they are")
          .contains("80.0 %")
          .contains("baseline.pixels")
          .contains("33.5 %")
          .contains("mean of 2 seeds")
          .contains("75.0 %") // of 0.8 and 0.7
          .contains("chance")
          .contains("25.0 %");
    }
  }

  @Test
  void showsCurvesSamplesPairsAndNeighbours() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String page = page(Story.tell(registry, folder), registry);
      assertThat(page)
          .contains("aria-label=\"Loss over steps: from 5.50 to ")
          .contains("Accuracy during training (top-1, %)")
          .contains(
              "72 images, spread evenly over the split and not picked: 56 are right, as are 80.0 %"
                  + " of all 100.")
          .contains("3 of 400 images could not be read");
      assertThat(count(page, "<figure class=\"card ")).isEqualTo(72);
      assertThat(count(page, "class=\"verdict\" aria-label=\"wrong\"")).isEqualTo(16);
      assertThat(count(page, "<div class=\"row\">")).isEqualTo(1);
    }
  }

  @Test
  void saysWhatWasLearntAndWhereTheMethodsDefaultsWereLeft() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String page = page(Story.tell(registry, folder), registry);
      assertThat(page)
          .contains("<dt>Trainable parameters</dt><dd>12,480</dd>")
          .contains("<dt>Tried on validation</dt><dd>9 configurations</dd>")
          .contains("<td>contrastive.toy.width = 64 (default 256)</td>");
      String baseline = registry.runs(RunFilter.newest(3)).get(2).id();
      assertThat(page(baseline, registry))
          .doesNotContain("Trainable parameters")
          .doesNotContain("(default");
    }
  }

  @Test
  void escapesNamesAndNeedsNothingFromOutside() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String page = page(Story.tell(registry, folder), registry);
      assertThat(page).contains("&lt;cross&gt; &amp; &quot;co&quot;").doesNotContain("<cross>");
      assertThat(page).doesNotContain("<script").doesNotContain("http").doesNotContain("@import");
      Matcher urls = Pattern.compile("url\\(([^)]{0,30})").matcher(page);
      while (urls.find()) {
        assertThat(urls.group(1)).startsWith("data:image/png;base64,");
      }
    }
  }

  /** A caption, or all that was found, is neither right nor wrong as a whole. */
  @Test
  void tellsWhatIsDescribedWithoutAVerdict() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String id = Story.tell(registry, folder);
      Path file = EvaluationFile.file(folder, 1);
      EvaluationFile named = EvaluationFile.read(file);
      Evaluation evaluation = named.evaluation();
      List<Prediction> told =
          evaluation.predictions().stream()
              .map(
                  one ->
                      new Prediction(one.index(), one.sample(), one.truth(), one.guesses(), true))
              .toList();
      new EvaluationFile(
              named.entry(),
              named.protocolHash(),
              named.dataset(),
              named.split(),
              named.notes(),
              new Evaluation(evaluation.measurements(), told, evaluation.neighbours()))
          .write(file);
      assertThat(page(id, registry))
          .contains("72 images, spread evenly over the split and not picked: what is there, and")
          .doesNotContain("class=\"verdict\"")
          .doesNotContain("Most confused");
    }
  }

  /** 72 of the 100 are shown; of the others nothing is kept. */
  @Test
  void drawsBoxesOverTheirImages() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String page = drawn(registry, Survey.boxes("<square>"));
      assertThat(count(page, "<rect class=\"is-true\" x=\"8\" y=\"8\"")).isEqualTo(72);
      assertThat(count(page, "<rect class=\"is-said\" x=\"0\" y=\"0\"")).isEqualTo(72);
      assertThat(page)
          .contains("solid: what is there")
          .contains("<title>said: &lt;square&gt;, ")
          .doesNotContain("<square>");
      EvaluationFile file = EvaluationFile.read(EvaluationFile.file(folder, 1));
      assertThat(file.evaluation().predictions()).hasSize(100);
      assertThat(file.evaluation().predictions())
          .filteredOn(one -> one.drawn().isPresent())
          .hasSize(72);
    }
  }

  @Test
  void drawsAreasBesideTheirImagesWithALegend() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String page = drawn(registry, Survey.halves());
      assertThat(count(page, "<image x=\"0\" y=\"0\" width=\"32\" height=\"32\"")).isEqualTo(144);
      assertThat(page)
          .contains("</i>disc<small>50.0 % true, nowhere said</small>")
          .contains("</i>square<small>nowhere true, 100.0 % said</small>");
    }
  }

  private String drawn(Registry registry, Drawing drawing) throws IOException {
    String id = Story.tell(registry, folder);
    Path path = EvaluationFile.file(folder, 1);
    EvaluationFile file = EvaluationFile.read(path);
    List<Prediction> all =
        file.evaluation().predictions().stream()
            .map(
                one ->
                    new Prediction(
                        one.index(), one.sample(), one.truth(), one.guesses(), true, drawing))
            .toList();
    new EvaluationFile(
            file.entry(),
            file.protocolHash(),
            file.dataset(),
            file.split(),
            file.notes(),
            new Evaluation(file.evaluation().measurements(), all, List.of()))
        .write(path);
    return page(id, registry);
  }

  @Test
  void reportsARunThatNeverGotToItsEvaluation() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String id = Story.run(registry, "contrastive.toy", "d".repeat(64), 1, 0.5);
      RunRow run = registry.run(id);
      assertThat(page(run.id(), registry)).contains("50.0 %").doesNotContain("Test images");
    }
  }

  @Test
  void namesAnEvaluationThatCannotBeRead() throws IOException {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String id = Story.tell(registry, folder);
      Files.writeString(EvaluationFile.file(folder, 1), "{\"entry\": {");
      assertThatThrownBy(() -> page(id, registry))
          .isInstanceOf(AlidadeException.class)
          .hasMessageContaining("evaluation-1.json: cannot be read");
    }
  }

  private static int count(String page, String part) {
    return page.split(Pattern.quote(part), -1).length - 1;
  }
}
