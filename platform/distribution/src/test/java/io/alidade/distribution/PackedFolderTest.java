package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.contracts.TinyClip;
import io.alidade.distribution.Packed.Answer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code configs/own-folder.conf} on an image folder and a Hugging Face CLIP directory that are
 * written here. The CLIP knows nothing, but its towers tell red from green from blue.
 */
@Tag("packed")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class PackedFolderTest {
  private static final String EXPERIMENT =
      System.getProperty("alidade.distribution") + "/configs/own-folder.conf";

  private static final Map<String, Color> CLASSES =
      Map.of("red_ball", Color.RED, "green_ball", Color.GREEN, "blue_ball", Color.BLUE);

  private static final int TRAINING = 6; // images a class
  private static final int TESTING = 3;

  @TempDir Path folder;
  Packed alidade;

  @BeforeEach
  void write() throws IOException {
    for (Map.Entry<String, Color> one : CLASSES.entrySet()) {
      for (int i = 0; i < TRAINING; i++) {
        ball(folder.resolve("balls/train/" + one.getKey() + "/" + i + ".png"), one.getValue(), i);
      }
      for (int i = 0; i < TESTING; i++) {
        ball(folder.resolve("balls/val/" + one.getKey() + "/" + i + ".png"), one.getValue(), 6 + i);
        ball(
            folder.resolve("balls/test/" + one.getKey() + "/" + i + ".png"), one.getValue(), 9 + i);
      }
    }
    Path clip = TinyClip.write(folder.resolve("clip"), List.copyOf(CLASSES.keySet()));
    alidade =
        new Packed(folder)
            .with("ALIDADE_FOLDER", folder.resolve("balls"))
            .with("ALIDADE_CLIP", clip);
  }

  /** Of a place and a size that differ by the number. */
  private static void ball(Path file, Color colour, int number) throws IOException {
    BufferedImage image = new BufferedImage(24, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = image.createGraphics();
    drawing.setColor(colour);
    drawing.fillOval(number % 4, number % 3, 15 + number % 5, 15 + number % 5);
    drawing.dispose();
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void measuresZeroShotTipAdapterAndCoopOnOnesOwnFolder() throws Exception {
    Answer answer =
        alidade.call(
            "run",
            EXPERIMENT,
            "-D",
            "train.steps=20",
            "-D",
            "train.batch-size=8",
            "-D",
            "execution.threads=1",
            "-D",
            "execution.heap=512m");

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("report: ");
    Map<String, Double> topOnes = topOnes();
    assertThat(topOnes)
        .containsOnlyKeys("baseline.zero-shot", "adapter.tip-adapter", "prompt.coop");
    assertThat(topOnes.get("adapter.tip-adapter"))
        .as("of what red, green and blue shots say: %s", topOnes)
        .isEqualTo(1.0);
    String run = alidade.latest().get("id").getAsString();
    assertThat(Files.readString(alidade.runFolder(run).resolve("report.html")))
        .contains("red ball")
        .contains("adapter.tip-adapter")
        .contains("image-folder:" + folder.resolve("balls"));

    Answer again =
        alidade.call("run", EXPERIMENT, "-D", "train.steps=20", "-D", "train.batch-size=8");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(alidade.runs()).as("what is finished is not run again").hasSize(3);
  }

  /** The tiny CLIP reads 24 tokens, a letter each: of these names the same 22. */
  @Test
  void countsWhatIsLeftOutAndWhatIsCutInTheReport() throws Exception {
    String ball = "ball_" + "o".repeat(80);
    for (String split : List.of("train", "val", "test")) {
      Path classes = folder.resolve("balls").resolve(split);
      Files.move(classes.resolve("green_ball"), classes.resolve(ball + "_green"));
      Files.move(classes.resolve("blue_ball"), classes.resolve(ball + "_blue"));
    }
    Files.writeString(folder.resolve("balls/train/red_ball/readme.txt"), "no image");

    Answer answer =
        alidade.call(
            "run",
            EXPERIMENT,
            "-D",
            "train.steps=2",
            "-D",
            "train.batch-size=8",
            "-D",
            "execution.threads=1",
            "-D",
            "execution.heap=512m");

    assertThat(answer.code()).as(answer.err()).isZero();
    String leftOut = "left out are 1 files that are no JPEG, PNG, GIF or BMP by their ending";
    assertThat(answer.out()).as("a detail is not shown").doesNotContain(leftOut);
    for (JsonElement one : alidade.runs()) {
      String run = one.getAsJsonObject().get("id").getAsString();
      List<String> events = events(run);
      assertThat(events)
          .as(one.toString())
          .filteredOn(event -> event.contains(leftOut))
          .singleElement()
          .asString()
          .endsWith("(train/red_ball/readme.txt)");
      assertThat(events).filteredOn(event -> event.startsWith("class names cut to ")).hasSize(1);
      assertThat(events)
          .filteredOn(event -> event.startsWith("class names of the same tokens as another: 1,"))
          .hasSize(1);
    }
    String latest = alidade.latest().get("id").getAsString();
    assertThat(Files.readString(alidade.runFolder(latest).resolve("report.html")))
        .contains(leftOut)
        .contains(": 2, of which the first is ball ooooo");
    Answer shown = alidade.call("show", "latest");
    assertThat(shown.out()).contains(leftOut).contains("trainable parameters");
  }

  private List<String> events(String run) throws IOException, InterruptedException {
    List<String> texts = new ArrayList<>();
    String rows =
        alidade
            .call("query", "select text from event where run = '" + run + "'", "--format", "json")
            .out();
    JsonParser.parseString(rows)
        .getAsJsonArray()
        .forEach(row -> texts.add(row.getAsJsonObject().get("text").getAsString()));
    return texts;
  }

  /** What reads archives comes with the plugin, not with the host. */
  @Test
  void showsWhatArchivesHold() throws Exception {
    Path root = Path.of(Objects.requireNonNull(getClass().getResource("/clip-benchmark")).toURI());

    Answer shown = alidade.call("datasets", "show", "clip-benchmark:" + root);

    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("test: 2 samples, 2 classes");
  }

  /** By method; every class is tested with as many images. */
  private Map<String, Double> topOnes() throws IOException, InterruptedException {
    String sql =
        "select r.method, m.value, m.samples from measurement m join run r on r.id = m.run"
            + " where m.metric = 'top-1'";
    Map<String, Double> values = new TreeMap<>();
    String rows = alidade.call("query", sql, "--format", "json").out();
    for (JsonElement row : JsonParser.parseString(rows).getAsJsonArray()) {
      JsonObject one = row.getAsJsonObject();
      assertThat(one.get("samples").getAsInt()).isEqualTo(TESTING * CLASSES.size());
      values.put(one.get("method").getAsString(), one.get("value").getAsDouble());
    }
    return values;
  }

  @Test
  void saysInOneLineWhatIsMissing() throws Exception {
    Answer misspelt =
        alidade.with("ALIDADE_FOLDER", folder.resolve("bals")).call("run", EXPERIMENT);
    assertThat(misspelt.code()).isEqualTo(3);
    assertThat(misspelt.err().strip())
        .hasLineCount(1)
        .endsWith(folder.resolve("bals") + ": is not there; expected a folder");

    Files.delete(folder.resolve("clip/config.json"));
    Answer headless = alidade.call("run", EXPERIMENT);
    assertThat(headless.code()).isNotZero();
    assertThat(headless.err())
        .contains("there is no config.json; expected a folder of a CLIP, or of a run's checkpoint")
        .doesNotContain("\tat ");
  }
}
