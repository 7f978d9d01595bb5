package io.alidade.iconic;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DownstreamTest {
  private static final List<String> SPLITS = List.of("train", "validation", "test");

  @Test
  void hasTheSizesThatWereMeasured() {
    Map<String, String> sizes = new HashMap<>();
    for (String set : Data.DOWNSTREAM) {
      List<Downstream.Row> rows = Downstream.rows(set);
      Map<String, Long> bySplit =
          rows.stream().collect(groupingBy(Downstream.Row::split, counting()));
      long classes = rows.stream().map(Downstream.Row::className).distinct().count();
      sizes.put(
          set,
          "%d: %d / %d / %d"
              .formatted(
                  classes, bySplit.get("train"), bySplit.get("validation"), bySplit.get("test")));
    }
    assertThat(sizes)
        .containsOnly(
            Map.entry("devices", "17: 825 / 281 / 400"),
            Map.entry("food", "7: 170 / 67 / 70"),
            Map.entry("nature", "11: 388 / 130 / 165"),
            Map.entry("places", "7: 261 / 99 / 124"),
            Map.entry("symbols", "19: 1000 / 321 / 396"),
            Map.entry("tools", "18: 704 / 240 / 325"),
            Map.entry("transport", "12: 454 / 137 / 173"),
            Map.entry("weather", "12: 511 / 170 / 207"),
            Map.entry("brands", "20: 659 / 233 / 239"),
            Map.entry("flags-continent", "5: 132 / 29 / 65"));
  }

  @Test
  void keepsADesignerOfAClassInOneSplitInTheOrderOfTheirHashes() {
    for (String set : Data.DOWNSTREAM) {
      byClass(set)
          .forEach(
              (name, rows) -> {
                Map<String, String> splits = new TreeMap<>(); // Designer's hash to split.
                for (Downstream.Row row : rows) {
                  String key = HexFormat.of().formatHex(Sha256.of(row.designer()));
                  String before = splits.putIfAbsent(key, row.split());
                  assertThat(before == null || before.equals(row.split())).as(name).isTrue();
                }
                if (!set.equals("flags-continent")) { // There, countries.
                  assertThat(splits.values().stream().map(SPLITS::indexOf)).as(name).isSorted();
                }
              });
    }
  }

  @Test
  void takesAtMostFourDrawingsOfADesignerAndKeepsEnoughOfAClass() {
    for (String set : Data.DOWNSTREAM) {
      byClass(set)
          .forEach(
              (name, rows) -> {
                assertThat(rows.stream().collect(groupingBy(Downstream.Row::designer, counting())))
                    .as(name)
                    .allSatisfy((designer, count) -> assertThat(count).isLessThanOrEqualTo(4));
                Map<String, Long> bySplit =
                    rows.stream().collect(groupingBy(Downstream.Row::split, counting()));
                if (!set.equals("flags-continent")) { // The pacific has few countries.
                  assertThat(bySplit.get("train")).as(name).isGreaterThanOrEqualTo(16);
                  assertThat(bySplit.get("validation")).as(name).isGreaterThanOrEqualTo(4);
                  assertThat(bySplit.get("test")).as(name).isGreaterThanOrEqualTo(6);
                }
              });
      assertThat(Downstream.rows(set)).extracting(Downstream.Row::icon).doesNotHaveDuplicates();
    }
  }

  @Test
  void takesNoDrawingOfAnEmojiStyle() {
    for (String set : Data.DOWNSTREAM) {
      assertThat(Downstream.rows(set))
          .extracting(Downstream.Row::iconSet)
          .doesNotContainAnyElementsOf(EmojiIndex.styles())
          .noneMatch(name -> name.contains("emoji"));
    }
  }

  /** Near: mean squared difference at 16 x 16 under 0.004; see {@link NearCopies}. */
  @Test
  void holdsNoNearCopyOfAnotherSplitsOrATrainingDrawing() {
    NearCopies emoji = new NearCopies();
    emoji.add(Data.open("emoji").split("train"));
    for (String set : Data.DOWNSTREAM) {
      List<NearCopies> splits = new ArrayList<>();
      for (String split : SPLITS) {
        NearCopies drawings = new NearCopies();
        drawings.add(Data.open(set).split(split));
        assertThat(drawings.near(emoji)).as("%s %s and emoji", set, split).isEmpty();
        splits.forEach(
            before -> assertThat(drawings.near(before)).as("%s %s", set, split).isEmpty());
        splits.add(drawings);
      }
    }
  }

  @Test
  void findsNearCopiesWhereThereAre() {
    NearCopies food = new NearCopies();
    food.add(Data.open("food").split("test"));
    assertThat(food.near(food)).contains("fe/pizza and fe/pizza").hasSizeGreaterThan(69);
  }

  @Test
  void statesTheLicencesThatTheArtifactStates() throws IOException {
    Map<String, String> written = new TreeMap<>();
    Resources.table("licences.csv").forEach(cells -> written.put(cells[0], cells[1]));
    TreeSet<String> used = new TreeSet<>();
    Data.DOWNSTREAM.forEach(set -> Downstream.rows(set).forEach(row -> used.add(row.iconSet())));
    assertThat(written.keySet()).isEqualTo(used);
    for (String set : used) {
      assertThat(written.get(set)).as(set).isEqualTo(licence(set));
    }
    assertThat(Data.open("flags-continent").card().licence()).endsWith("MIT (226)");
    assertThat(Data.open("food").card().licence())
        .contains("MIT (147), Apache-2.0 (55), CC-BY-4.0 (54)");
  }

  @Test
  void statesTheLicencesOfTheEmojiStyles() throws IOException {
    for (String style : EmojiIndex.styles()) {
      assertThat(Emoji.LICENCES).containsPattern(licence(style) + " \\([^)]*\\b" + style + "\\b");
    }
  }

  /** As the head of the set's file says. */
  private static String licence(String set) throws IOException {
    try (Reader in = new InputStreamReader(IconSet.file(set).openStream(), StandardCharsets.UTF_8);
        JsonReader json = new JsonReader(in)) {
      enter(json, "info");
      enter(json, "license");
      enter(json, "spdx");
      return json.nextString();
    }
  }

  private static void enter(JsonReader json, String name) throws IOException {
    json.beginObject();
    while (!json.nextName().equals(name)) {
      json.skipValue();
    }
  }

  private static Map<String, List<Downstream.Row>> byClass(String set) {
    return Downstream.rows(set).stream().collect(groupingBy(Downstream.Row::className));
  }
}
