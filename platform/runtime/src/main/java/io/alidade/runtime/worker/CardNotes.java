package io.alidade.runtime.worker;

import io.alidade.api.DatasetCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the cards of a run's data sets note, of very many notes the first; each once. */
final class CardNotes {
  /** Of one data set; who wants more asks for its card. */
  static final int MOST = 12;

  private CardNotes() {}

  /**
   * Sentences that name their data set.
   *
   * @param cards of what is trained on and tested on; one may come several times
   */
  static List<String> of(List<DatasetCard> cards) {
    Map<String, DatasetCard> byId = new LinkedHashMap<>();
    cards.forEach(card -> byId.putIfAbsent(card.id(), card));
    List<String> sentences = new ArrayList<>();
    for (DatasetCard card : byId.values()) {
      List<String> notes = card.notes().stream().distinct().toList();
      notes.stream().limit(MOST).forEach(note -> sentences.add(card.id() + ": " + note));
      if (notes.size() > MOST) {
        sentences.add(
            "%s: and %,d notes more, which `alidade datasets show %s` lists"
                .formatted(card.id(), notes.size() - MOST, card.id()));
      }
    }
    return sentences;
  }
}
