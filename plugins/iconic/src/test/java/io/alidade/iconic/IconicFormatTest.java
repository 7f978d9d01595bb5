package io.alidade.iconic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Image;
import io.alidade.api.Progress;
import io.alidade.api.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IconicFormatTest {
  @TempDir static Path cache;
  private static Dataset emoji;

  @BeforeAll
  static void open() {
    emoji = open("iconic/emoji");
  }

  private static Dataset open(String id) {
    return new IconicFormat().open(new DatasetFormat.Request(id, cache, Progress.SILENT));
  }

  /**
   * style,icon,code_point,name,base,left_out,role as measured elsewhere with other Unicode data.
   */
  @Test
  void joinsAndSplitsAsTheReferenceListDoes() throws IOException {
    Path list = shared("golden/icons/emoji.csv");
    assumeThat(list).as("shared data is not here").exists();
    Set<String> train = new TreeSet<>();
    Set<String> test = new TreeSet<>();
    for (String line : Files.readAllLines(list).subList(1, Files.readAllLines(list).size())) {
      String[] cells = csv(line);
      if (cells[6].equals("train")) {
        train.add(cells[0] + "/" + cells[1] + " " + cells[3] + " " + cells[4]);
      } else if (cells[6].equals("test")) {
        test.add(cells[0] + "/" + cells[1] + " " + cells[3] + " " + cells[4]);
      }
    }
    assertThat(differences(described("train"), train)).isEmpty();
    assertThat(differences(described("test"), test)).isEmpty();
  }

  private static List<String> differences(Set<String> ours, Set<String> theirs) {
    List<String> differences = new ArrayList<>();
    ours.stream()
        .filter(row -> !theirs.contains(row))
        .map(row -> "ours alone: " + row)
        .forEach(differences::add);
    theirs.stream()
        .filter(row -> !ours.contains(row))
        .map(row -> "theirs alone: " + row)
        .forEach(differences::add);
    return differences;
  }

  private static Set<String> described(String split) {
    Set<String> rows = new TreeSet<>();
    texts(split)
        .forEach(text -> rows.add(text.id() + " " + text.captions().get(0) + " " + text.group()));
    return rows;
  }

  @Test
  void hasTheCountsOfItsCard() {
    assertThat(emoji.card().splits())
        .containsEntry("train", 8657)
        .containsEntry("test", 1416)
        .containsKeys("train-seen", "test-seen", "tune", "validation");
    assertThat(emoji.card().classes()).containsEntry("test", 1416);
    assertThat(emoji.card().notes()).hasSize(7);
    Dataset unseen = open("iconic/emoji-unseen");
    assertThat(unseen.card().splits()).containsEntry("test", 1580).containsEntry("test-style", 249);
    assertThat(unseen.card().classes()).containsEntry("test", 249);
  }

  @Test
  void leaksNoBaseFromUnseenIntoTraining() {
    Set<String> trained = groups(emoji.split("train-seen"));
    Split unseen = open("iconic/emoji-unseen").split("test");
    assertThat(groups(unseen)).isNotEmpty().doesNotContainAnyElementsOf(trained);
    assertThat(groups(emoji.split("test-seen"))).isSubsetOf(trained);
  }

  @Test
  void testsAStyleThatTrainingNeverSees() {
    assertThat(texts("train")).noneMatch(text -> text.id().startsWith(EmojiIndex.TEST));
    assertThat(texts("test")).allMatch(text -> text.id().startsWith(EmojiIndex.TEST));
    assertThat(texts("tune")).noneMatch(text -> text.id().startsWith("openmoji"));
    assertThat(texts("validation")).allMatch(text -> text.id().startsWith("openmoji"));
  }

  @Test
  void keepsADesignerOfAClassInOneSplit() {
    for (String set : List.of("weather", "brands", "flags-continent")) {
      Set<String> seen = new HashSet<>();
      Set<String> once = new HashSet<>();
      for (Downstream.Row row : Downstream.rows(set)) {
        String designer = row.className() + "/" + row.designer();
        if (once.add(designer + "/" + row.split())) {
          assertThat(seen.add(designer)).as(designer).isTrue();
        }
      }
      assertThat(seen).isNotEmpty();
    }
  }

  @Test
  void opensADownstreamSet() {
    Dataset weather = open("iconic/weather");
    assertThat(weather.card().splits())
        .containsEntry("train", 511)
        .containsEntry("validation", 170)
        .containsEntry("test", 207);
    assertThat(weather.split("test").classNames()).hasSize(12);
  }

  @Test
  void drawsWhatItsNameSays() {
    Split test = emoji.split("test");
    for (int i = 0; i < test.size(); i++) {
      if (test.text(i).captions().get(0).equals("red heart")) {
        Image heart = test.sample(i).image();
        int centre = 4 * (32 * 64 + 32);
        assertThat(heart.pixels()[centre] & 0xff).as("red").isGreaterThan(180);
        assertThat(heart.pixels()[centre + 2] & 0xff).as("blue").isLessThan(120);
        assertThat(heart.pixels()[3] & 0xff).as("corner's alpha").isZero();
        return;
      }
    }
    throw new AssertionError("no red heart in the test split");
  }

  @Test
  void drawsADamagedCacheEntryAgainAndSaysSo(@TempDir Path own) throws IOException {
    List<String> icons = List.of("rain", "snow-wind");
    byte[] good = Drawings.of("wi", icons, own, Progress.SILENT).image(1).pixels();
    Path file;
    try (Stream<Path> files = Files.list(own)) {
      file = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    List<String> notes = new ArrayList<>();
    Drawings again = Drawings.of("wi", icons, own, noting(notes));
    assertThat(again.image(1).pixels()).isEqualTo(good);
    assertThat(notes).singleElement().asString().contains("damaged").contains("drawn again");
    notes.clear();
    Drawings.of("wi", icons, own, noting(notes));
    assertThat(notes).isEmpty();
  }

  private static Progress noting(List<String> notes) {
    return new Progress() {
      @Override
      public void advance(String what, long done, long total) {}

      @Override
      public void note(String sentence) {
        notes.add(sentence);
      }
    };
  }

  private static List<Split.SampleText> texts(String split) {
    Split opened = emoji.split(split);
    List<Split.SampleText> texts = new ArrayList<>();
    for (int i = 0; i < opened.size(); i++) {
      texts.add(opened.text(i));
    }
    return texts;
  }

  private static Set<String> groups(Split split) {
    Set<String> groups = new HashSet<>();
    for (int i = 0; i < split.size(); i++) {
      groups.add(split.text(i).group());
    }
    return groups;
  }

  private static Path shared(String path) {
    String named = System.getenv("ALIDADE_SHARED");
    Path root = Path.of(System.getProperty("alidade.root", "."));
    Path folder = named == null ? root.resolveSibling("shared") : Path.of(named);
    return Objects.requireNonNull(folder).resolve(path);
  }

  /** Quoted cells may hold commas. */
  private static String[] csv(String line) {
    String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].replaceAll("^\"|\"$", "").replace("\"\"", "\"");
    }
    return cells;
  }
}
