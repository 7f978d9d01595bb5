package io.alidade.iconic;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Split;
import io.alidade.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares with lists that were joined and split elsewhere, from other copies of the names. */
class ReferenceListsTest {
  /** Hash of the reference list of emoji, as {@link #joined} writes its rows. */
  static final String JOINED = "7d81525a79c5447ac459eae6629e1d7c586fdadcec7a39a8057829361459af18";

  /** Every drawing of ours: style, icon, code point, name, base, left out; sorted. */
  static List<String> joined() {
    return Data.index().drawings().stream()
        .map(
            drawing ->
                String.join(
                    "|",
                    drawing.style(),
                    drawing.icon(),
                    drawing.concept().code(),
                    drawing.concept().label(),
                    drawing.base(),
                    Bases.leftOut(drawing.base()) ? "1" : "0"))
        .sorted()
        .toList();
  }

  private record Row(String drawing, String id, String name, String base, String role) {}

  private static List<Row> emoji() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : lines("icons/emoji.csv")) {
      String[] cells = csv(line);
      rows.add(
          new Row(
              String.join("|", List.of(cells).subList(0, 6)),
              cells[0] + "/" + cells[1],
              cells[3],
              cells[4],
              cells[6]));
    }
    return rows;
  }

  @Test
  void joinsTheSameDrawingsWithTheSameConceptsAndBases() throws IOException {
    List<String> reference = emoji().stream().map(Row::drawing).sorted().toList();
    assertThat(differences(joined(), reference)).isEmpty();
    Sha256 hash = new Sha256();
    reference.forEach(hash::add);
    assertThat(hash.hex()).isEqualTo(JOINED);
  }

  @Test
  void splitsEmojiTheSameWay() throws IOException {
    for (String role : List.of("train", "test")) {
      List<String> reference =
          emoji().stream()
              .filter(row -> row.role().equals(role))
              .map(row -> row.id() + "|" + row.name() + "|" + row.base())
              .toList();
      assertThat(differences(described(role), reference)).isEmpty();
    }
  }

  private static List<String> described(String split) {
    return Data.texts("emoji", split).stream()
        .map(text -> text.id() + "|" + text.captions().get(0) + "|" + text.group())
        .toList();
  }

  @Test
  void leavesTheSameConceptsOut() throws IOException {
    List<Row> leftOut = emoji().stream().filter(row -> row.drawing().endsWith("|1")).toList();
    Set<String> tested =
        leftOut.stream()
            .filter(row -> row.role().equals("test"))
            .map(Row::base)
            .collect(Collectors.toSet());
    List<String> unseen =
        leftOut.stream()
            .filter(row -> tested.contains(row.base()) && !row.role().equals("unused"))
            .map(Row::id)
            .toList();
    assertThat(ids("emoji-unseen", "test")).containsExactlyInAnyOrderElementsOf(unseen);
    assertThat(Data.groups("emoji-unseen", "test-style")).isEqualTo(tested);
    List<String> seen =
        emoji().stream()
            .filter(row -> row.role().equals("train") && row.drawing().endsWith("|0"))
            .map(Row::id)
            .toList();
    assertThat(ids("emoji", "train-seen")).containsExactlyInAnyOrderElementsOf(seen);
  }

  private static List<String> ids(String name, String split) {
    return Data.texts(name, split).stream().map(Split.SampleText::id).toList();
  }

  @Test
  void holdsTheSameDownstreamSetsInTheSameOrder() throws IOException {
    List<String> ours = new ArrayList<>();
    List<String> sets = new ArrayList<>();
    List<String> reference = lines("icons/downstream.csv");
    for (String line : reference) {
      String set = line.substring(0, line.indexOf(','));
      if (!sets.contains(set)) {
        sets.add(set);
      }
    }
    for (String set : sets) {
      for (Downstream.Row row : Downstream.rows(set)) {
        ours.add(
            String.join(
                ",",
                set,
                row.className(),
                row.icon().replace('/', ','),
                row.designer(),
                row.split()));
      }
    }
    assertThat(sets).containsExactlyInAnyOrderElementsOf(Data.DOWNSTREAM);
    assertThat(ours).isEqualTo(reference);
  }

  private static List<String> differences(List<String> ours, List<String> theirs) {
    Set<String> all = new HashSet<>(theirs);
    List<String> differences = new ArrayList<>();
    for (String row : ours) {
      if (!all.remove(row)) {
        differences.add("ours alone: " + row);
      }
    }
    all.forEach(row -> differences.add("theirs alone: " + row));
    return differences;
  }

  private static List<String> lines(String name) throws IOException {
    List<String> lines = Files.readAllLines(Golden.file(name));
    return lines.subList(1, lines.size());
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
