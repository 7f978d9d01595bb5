package io.alidade.runtime.worker;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run counts: of each kind how many different ones, and the first. Thread-safe. */
final class Tally {
  /** Characters of a name that are enough to find it by. */
  private static final int LONGEST = 200;

  private final Map<String, Set<String>> kinds = new LinkedHashMap<>();

  synchronized void count(String kind, String one) {
    kinds.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(one);
  }

  /** One of each kind, in the order in which they were met. */
  synchronized List<String> sentences() {
    return kinds.entrySet().stream()
        .map(
            kind ->
                "%s: %,d, of which the first is %s"
                    .formatted(
                        kind.getKey(),
                        kind.getValue().size(),
                        shortened(kind.getValue().iterator().next())))
        .toList();
  }

  private static String shortened(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
  }
}
