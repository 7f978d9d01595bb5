package io.alidade.nn;

import io.alidade.nn.BytePairTokenizer.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns the merges of a {@link BytePairTokenizer}: again and again the pair of symbols that stands
 * together most often becomes one symbol. Ties go to the pair that sorts first, so that the order
 * of the texts moves nothing.
 */
public final class BytePairTrainer {
  private static final Comparator<Pair> BY_SPELLING =
      Comparator.comparing(Pair::left).thenComparing(Pair::right);

  private final List<List<String>> words = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private final Map<Pair, Integer> frequency = new HashMap<>();
  private final Map<Pair, Set<Integer>> places = new HashMap<>();

  private BytePairTrainer(Iterable<String> texts) {
    Map<String, Integer> occurrences = new LinkedHashMap<>();
    for (String text : texts) {
      Words.of(text).forEach(word -> occurrences.merge(word, 1, Integer::sum));
    }
    occurrences.forEach(
        (word, count) -> {
          words.add(BytePairTokenizer.symbols(word));
          counts.add(count);
          count(words.size() - 1, 1);
        });
  }

  /**
   * Learns from the words of the texts.
   *
   * @param vocabulary most entries: 512 bytes, two marks, and merges for the rest
   * @param context most tokens of a text
   */
  public static BytePairTokenizer train(Iterable<String> texts, int vocabulary, int context) {
    BytePairTrainer trainer = new BytePairTrainer(texts);
    int fixed = 2 * ByteAlphabet.order().size() + 2;
    if (vocabulary < fixed) {
      throw new IllegalArgumentException(
          "a vocabulary of %d; expected at least %d".formatted(vocabulary, fixed));
    }
    List<Pair> merges = new ArrayList<>();
    while (merges.size() < vocabulary - fixed && !trainer.frequency.isEmpty()) {
      Pair best = trainer.mostFrequent();
      merges.add(best);
      trainer.apply(best);
    }
    return new BytePairTokenizer(merges, context);
  }

  private Pair mostFrequent() {
    return frequency.entrySet().stream()
        .max(
            Map.Entry.<Pair, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(BY_SPELLING.reversed())))
        .orElseThrow()
        .getKey();
  }

  private void apply(Pair pair) {
    for (int word : List.copyOf(places.getOrDefault(pair, Set.of()))) {
      count(word, -1);
      BytePairTokenizer.merge(words.get(word), pair);
      count(word, 1);
    }
    frequency.remove(pair);
  }

  /** Adds a word's pairs to the counts, or takes them off. */
  private void count(int word, int sign) {
    List<String> symbols = words.get(word);
    for (int i = 0; i + 1 < symbols.size(); i++) {
      Pair pair = new Pair(symbols.get(i), symbols.get(i + 1));
      if (frequency.merge(pair, sign * counts.get(word), Integer::sum) == 0) {
        frequency.remove(pair);
      }
      places.computeIfAbsent(pair, any -> new LinkedHashSet<>()).add(word);
    }
  }
}
