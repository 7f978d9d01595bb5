package io.alidade.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words that stand side by side, with how often they do. */
final class WordGroups {
  private WordGroups() {}

  /** Groups of {@code n} words. */
  static Map<List<String>, Integer> of(List<String> words, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      counts.merge(List.copyOf(words.subList(i, i + n)), 1, Integer::sum);
    }
    return counts;
  }
}
