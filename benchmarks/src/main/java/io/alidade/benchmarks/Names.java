package io.alidade.benchmarks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Class names that are drawn from a seed: one to three words of two or three syllables. */
final class Names {
  private static final List<String> SYLLABLES =
      List.of("ba", "der", "fi", "gol", "ka", "len", "mo", "nar", "pi", "sus", "ter", "vo");

  private Names() {}

  /** That many different ones. */
  static List<String> draw(int count) {
    Random64 random = new Random64(7);
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < count) {
      names.add(
          IntStream.range(0, 1 + random.below(3))
              .mapToObj(word -> word(random))
              .collect(Collectors.joining(" ")));
    }
    return List.copyOf(names);
  }

  private static String word(Random64 random) {
    return IntStream.range(0, 2 + random.below(2))
        .mapToObj(i -> SYLLABLES.get(random.below(SYLLABLES.size())))
        .collect(Collectors.joining());
  }
}
