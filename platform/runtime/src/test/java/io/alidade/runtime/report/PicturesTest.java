package io.alidade.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.registry.Registry;
import io.alidade.runtime.report.Survey.How;
import io.alidade.runtime.report.Survey.Who;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  @TempDir Path folder;
  private Survey survey;

  @BeforeEach
  void open() {
    survey = new Survey(Registry.open(folder.resolve("registry.db")), folder);
  }

  @AfterEach
  void close() {
    survey.registry().close();
  }

  private String page(String... excluded) throws IOException {
    try {
      Path out = folder.resolve("out");
      return Files.readString(
          Pictures.write(survey.registry(), folder, out, Set.of(excluded), "a command"));
    } catch (AlidadeException e) {
      assertThat(e).hasMessageContaining("finds no fonts");
      return Assumptions.abort(e.getMessage()); // Nothing can be drawn here.
    }
  }

  private BufferedImage picture(String name) throws IOException {
    return ImageIO.read(folder.resolve("out").resolve("pictures").resolve(name).toFile());
  }

  private static int count(BufferedImage picture, int colour) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += (picture.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
      }
    }
    return count;
  }

  private void shots(String name, String method, String dataset, int shots, long seed, double value)
      throws IOException {
    Who who = new Who(name, method, name + method + dataset + shots, seed);
    survey.run(
        who,
        new How("few-shot-classification", dataset, shots),
        Survey.share("mean-per-class", value),
        Story.evaluation().predictions().subList(0, 12));
  }

  /**
   * Seed 1 has 0.4 and 0.2, a mean of 0.3; seed 2 has 0.6 and 0.4, a mean of 0.5: over seeds 0.4
   * with a deviation of 0.1 times the root of 2. The third set is known of one method alone.
   */
  @Test
  void averagesOverTheSetsThatAllHaveAndThenOverSeeds() throws IOException {
    shots("tip/dataset=a,shots=1", "adapter.toy", "a", 1, 1, 0.4);
    shots("tip/dataset=b,shots=1", "adapter.toy", "b", 1, 1, 0.2);
    shots("tip/dataset=a,shots=1", "adapter.toy", "a", 1, 2, 0.6);
    shots("tip/dataset=b,shots=1", "adapter.toy", "b", 1, 2, 0.4);
    shots("tip/dataset=c,shots=1", "adapter.toy", "c", 1, 1, 0.9);
    for (int shots : new int[] {1, 16}) {
      shots("tip/baseline.level", "baseline.level", "a", shots, 1, 0.1);
      shots("tip/baseline.level", "baseline.level", "b", shots, 1, 0.3);
    }
    assertThat(page())
        .contains("the mean over a, b.")
        .contains("| method | 1 shot | 16 shots |")
        .contains("| adapter.toy | 40.0 % ± 14.1, n = 2 |  |")
        .contains("| baseline.level | 20.0 % | 20.0 % |");
    assertThat(count(picture("shots.png"), 0x1c5d99)).isPositive();
    assertThat(page("b")).contains("the mean over a.").contains("| adapter.toy | 50.0 %");
  }

  @Test
  void leavesOutWhatHasNoSetInCommon() throws IOException {
    shots("tip/a", "adapter.toy", "a", 1, 1, 0.4);
    shots("tip/b", "adapter.toy", "b", 1, 1, 0.4);
    shots("other", "prompt.toy", "d", 1, 1, 0.4);
    assertThat(page())
        .contains("Left out, since they were not measured on all of these sets: prompt.toy at 1")
        .contains("| adapter.toy | 40.0 % |")
        .doesNotContain("| prompt.toy |");
  }

  /** A later run on one set alone takes nothing from the curves over two. */
  @Test
  void isNotNarrowedByOneNarrowExperiment() throws IOException {
    for (String method : new String[] {"adapter.toy", "prompt.toy"}) {
      shots("tip/dataset=a", method, "a", 1, 1, 0.4);
      shots("tip/dataset=b", method, "b", 1, 1, 0.2);
    }
    shots("alone", "adapter.alone", "a", 1, 1, 0.9);
    assertThat(page())
        .contains("the mean over a, b.")
        .contains("| prompt.toy | 30.0 % |")
        .contains("not measured on all of these sets: adapter.alone at 1 shot.");
  }

  private static List<Prediction> boxes(String said) {
    return Survey.described(said, i -> Optional.of(Survey.boxes(said)));
  }

  /** Of what is called alike the newest experiment, of that the lowest seed. */
  @Test
  void drawsTheNewestRunOfEachExperimentWithTheLowestSeed() throws IOException {
    How how = new How("detection", "toy/shapes", 0);
    String old = survey.run(new Who("vild", "d.toy", "old", 1), how, ap(0.1), boxes("square"));
    String first = survey.run(new Who("vild", "d.toy", "new", 1), how, ap(0.2), boxes("square"));
    String second = survey.run(new Who("vild", "d.toy", "new", 2), how, ap(0.3), boxes("square"));
    String other = survey.run(new Who("crop", "b.toy", "crop", 1), how, ap(0.3), boxes("disc"));
    String bare =
        survey.run(
            new Who("bare", "b.bare", "bare", 1),
            how,
            ap(0.3),
            Survey.described("disc", i -> Optional.empty()));
    assertThat(page())
        .contains("run " + first + ", code 0.1.0+ab")
        .contains(other)
        .doesNotContain(old)
        .doesNotContain(second)
        .contains("or kept other images: `bare` (run " + bare + ").")
        .contains("![Things that were found: toy/shapes, test of detection, by vild, crop](")
        .contains("Left out: no finished run was measured by captioning.");
    // Of true and of said boxes.
    assertThat(count(picture("detection-toy-shapes.png"), 0x1a6e50)).isGreaterThan(1000);
    assertThat(count(picture("detection-toy-shapes.png"), 0xa8431f)).isGreaterThan(1000);
  }

  @Test
  void drawsAreasAndCaptionsOfTheSameImages() throws IOException {
    List<Prediction> halves = Survey.described("square", i -> Optional.of(Survey.halves()));
    List<Prediction> words = Survey.described("a square", i -> Optional.empty());
    survey.run(
        new Who("lseg", "s.toy", "s", 1),
        new How("semantic-segmentation", "toy/shapes", 0),
        Survey.share("miou", 0.1),
        halves);
    survey.run(
        new Who("coca", "g.toy", "g", 1),
        new How("captioning", "toy/shapes", 0),
        Survey.share("cider", 0.1),
        words);
    assertThat(page()).contains("(pictures/captioning-toy-shapes.png)").contains("by lseg](");
    BufferedImage areas = picture("semantic-segmentation-toy-shapes.png");
    // The said square over the paler half of nothing: 0.8 of 0xcc6677 and 0.2 of white.
    assertThat(count(areas, 0xd68592)).isGreaterThan(10_000);
    assertThat(count(picture("captioning-toy-shapes.png"), 0x1d2126)).isPositive();
  }

  private static io.alidade.api.Measurement ap(double value) {
    return Survey.share("ap", value);
  }

  @Test
  void saysOfAnEmptyFolderThatAllIsLeftOut() throws IOException {
    assertThat(page())
        .startsWith("# Pictures\n\nBy `a command`. ")
        .contains("Left out: no finished run was measured over shots.")
        .contains("Left out: no finished run has predictions of zero-shot-classification.")
        .contains("Left out: no finished run was measured by semantic-segmentation.")
        .doesNotContain("![");
  }
}
