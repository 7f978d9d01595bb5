package io.alidade.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.DatasetCard;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CardNotesTest {
  private static DatasetCard card(String id, List<String> notes) {
    return new DatasetCard(id, "", "", List.of(), "", Map.of(), Map.of(), "", notes);
  }

  @Test
  void namesTheDataSetOfANoteAndSaysItOnce() {
    DatasetCard trained = card("a", List.of("2 files are left out", "one hand drew them"));
    DatasetCard tested = card("b", List.of("2 files are left out"));
    assertThat(CardNotes.of(List.of(trained, tested, tested, trained, card("c", List.of()))))
        .containsExactly(
            "a: 2 files are left out", "a: one hand drew them", "b: 2 files are left out");
  }

  @Test
  void countsTheNotesPastTheFirst() {
    List<String> many = IntStream.rangeClosed(1, CardNotes.MOST + 3).mapToObj(i -> "" + i).toList();
    assertThat(CardNotes.of(List.of(card("a", many))))
        .hasSize(CardNotes.MOST + 1)
        .startsWith("a: 1", "a: 2")
        .endsWith(
            "a: " + CardNotes.MOST, "a: and 3 notes more, which `alidade datasets show a` lists");
    List<String> same = Collections.nCopies(CardNotes.MOST + 3, "left out");
    assertThat(CardNotes.of(List.of(card("a", same)))).containsExactly("a: left out");
  }
}
