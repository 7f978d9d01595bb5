package io.alidade.iconic;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.DatasetCard;
import io.alidade.api.Image;
import io.alidade.api.Split;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmojiTest {
  private static final List<String> TRAINING = List.of("train", "train-seen", "tune", "tune-seen");

  @Test
  void drawsAsManyConceptsAndBasesAStyleAsWereMeasured() {
    Map<String, List<Drawing>> byStyle =
        Data.index().drawings().stream().collect(Collectors.groupingBy(Drawing::style));
    Map<String, String> counts = new HashMap<>();
    byStyle.forEach(
        (style, drawings) -> {
          long bases = drawings.stream().map(Drawing::base).distinct().count();
          long concepts =
              drawings.stream().map(drawing -> drawing.concept().code()).distinct().count();
          assertThat(drawings).as("one drawing a concept").hasSize((int) concepts);
          counts.put(style, concepts + " of " + bases);
        });
    assertThat(counts)
        .containsOnly(
            Map.entry("noto", "1645 of 1434"),
            Map.entry("twemoji", "1849 of 1656"),
            Map.entry("openmoji", "1908 of 1697"),
            Map.entry("noto-v1", "1226 of 1109"),
            Map.entry("emojione", "1358 of 1334"),
            Map.entry("fxemoji", "671 of 669"),
            Map.entry("fluent-emoji-flat", "1594 of 1416"));
  }

  /**
   * A hash over style, icon, code, label, base and left out of every drawing, sorted: the same as
   * over the reference list, which a plain clone does not have.
   */
  @Test
  void joinsWhatTheReferenceListJoins() {
    Sha256 hash = new Sha256();
    ReferenceListsTest.joined().forEach(hash::add);
    assertThat(hash.hex()).isEqualTo(ReferenceListsTest.JOINED);
  }

  @Test
  void hasTheSizesItSays() {
    assertThat(Data.open("emoji").card().splits())
        .containsExactly(
            Map.entry("train", 8657),
            Map.entry("test", 1416),
            Map.entry("tune", 8657 - 1908),
            Map.entry("validation", 1694),
            Map.entry("train-seen", 7180),
            Map.entry("test-seen", 1416 - 249),
            Map.entry("tune-seen", 5597),
            Map.entry("validation-seen", 1395));
    assertThat(Data.open("emoji").card().classes())
        .containsEntry("test", 1416)
        .containsEntry("test-seen", 1167)
        .containsEntry("validation", 1694);
    DatasetCard unseen = Data.open("emoji-unseen").card();
    assertThat(unseen.splits())
        .containsExactly(Map.entry("test", 1580), Map.entry("test-style", 249));
    assertThat(unseen.classes())
        .containsExactly(Map.entry("test", 249), Map.entry("test-style", 249));
  }

  @Test
  void showsNoDrawingOfTheTestStyleToTrainingOrTuning() {
    for (String split : List.of("train", "train-seen")) {
      assertThat(styles("emoji", split)).isEqualTo(new HashSet<>(EmojiIndex.TRAINING));
    }
    for (String split : List.of("tune", "tune-seen")) {
      assertThat(styles("emoji", split))
          .containsExactlyInAnyOrder("noto", "twemoji", "noto-v1", "emojione", "fxemoji");
    }
    for (String split : List.of("validation", "validation-seen")) {
      assertThat(styles("emoji", split)).containsExactly("openmoji");
    }
    for (String split : List.of("test", "test-seen")) {
      assertThat(styles("emoji", split)).containsExactly("fluent-emoji-flat");
    }
    assertThat(styles("emoji-unseen", "test-style")).containsExactly("fluent-emoji-flat");
    assertThat(styles("emoji-unseen", "test")).hasSize(7);
  }

  @Test
  void showsNoUnseenConceptToAnySeenSplit() {
    Set<String> unseen = Data.groups("emoji-unseen", "test");
    assertThat(unseen).hasSize(249).isEqualTo(Data.groups("emoji-unseen", "test-style"));
    for (String split : List.of("train", "test", "tune", "validation")) {
      assertThat(Data.groups("emoji", split + "-seen"))
          .as(split + "-seen")
          .isNotEmpty()
          .allMatch(base -> !Bases.leftOut(base))
          .doesNotContainAnyElementsOf(unseen);
    }
  }

  @Test
  void asksOnlyForBasesThatTrainingHas() {
    assertThat(Data.groups("emoji", "train")).containsAll(Data.groups("emoji", "test"));
    assertThat(Data.groups("emoji", "train-seen")).containsAll(Data.groups("emoji", "test-seen"));
    assertThat(Data.groups("emoji", "tune")).containsAll(Data.groups("emoji", "validation"));
    assertThat(Data.groups("emoji", "tune-seen"))
        .containsAll(Data.groups("emoji", "validation-seen"));
  }

  @Test
  void drawsEachTestedBaseOnceUnderItsOwnName() {
    for (String split : List.of("test", "test-seen", "validation", "validation-seen")) {
      Split opened = Data.open("emoji").split(split);
      List<Split.SampleText> texts = Data.texts("emoji", split);
      assertThat(texts).extracting(Split.SampleText::group).doesNotHaveDuplicates();
      assertThat(opened.classNames()).hasSize(texts.size()).doesNotHaveDuplicates();
      assertThat(texts)
          .allMatch(text -> opened.classNames().get(text.label()).equals(text.captions().get(0)));
    }
  }

  @Test
  void givesEveryDrawingOfABaseOneLabel() {
    for (String split : TRAINING) {
      Split opened = Data.open("emoji").split(split);
      Map<String, Integer> labels = new HashMap<>();
      Data.texts("emoji", split).forEach(text -> labels.put(text.group(), text.label()));
      assertThat(labels.values()).doesNotHaveDuplicates().hasSize(opened.classNames().size());
      assertThat(Data.texts("emoji", split))
          .allMatch(text -> text.label() == labels.getOrDefault(text.group(), -1));
    }
  }

  @Test
  void drawsWhatItsNameSays() {
    Split test = Data.open("emoji").split("test");
    int heart = test.classNames().indexOf("red heart");
    Image image = test.sample(heart).image();
    int centre = 4 * (32 * 64 + 32);
    assertThat(test.sample(heart).captions()).first().isEqualTo("red heart");
    assertThat(image.pixels()[centre] & 0xff).as("red").isGreaterThan(180);
    assertThat(image.pixels()[centre + 2] & 0xff).as("blue").isLessThan(120);
    assertThat(image.pixels()[3] & 0xff).as("corner's alpha").isZero();
  }

  private static Set<String> styles(String name, String split) {
    return Data.texts(name, split).stream().map(Data::style).collect(Collectors.toSet());
  }
}
