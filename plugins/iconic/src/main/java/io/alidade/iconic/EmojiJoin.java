package io.alidade.iconic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a style's drawing of each concept: one a concept, the set's first. */
final class EmojiJoin {
  private final Map<String, Concept> concepts;
  private final NameIndex names;

  EmojiJoin(Map<String, Concept> concepts, NameIndex names) {
    this.concepts = concepts;
    this.names = names;
  }

  /**
   * What a style draws.
   *
   * @param icons icon name by concept code, in the set's order
   * @param unjoined icons that are no concept's: toned variants, the set's own extensions
   */
  record Joined(Map<String, String> icons, List<String> unjoined) {}

  Joined join(IconSet set) {
    Map<String, String> icons = new LinkedHashMap<>();
    set.chars()
        .forEach(
            (written, icon) -> {
              String code = Concepts.normalised(written);
              if (concepts.containsKey(code)) {
                icons.putIfAbsent(code, icon);
              }
            });
    Set<String> used = new HashSet<>(icons.values());
    boolean coded = !set.chars().isEmpty();
    for (int source = 0; source < names.sources(); source++) {
      if (!coded || source == NameIndex.LABELS) {
        byName(set, source, icons, used);
      }
    }
    List<String> unjoined = new ArrayList<>();
    set.names()
        .forEach(
            name -> {
              if (!used.contains(name)) {
                unjoined.add(name);
              }
            });
    return new Joined(icons, unjoined);
  }

  private void byName(IconSet set, int source, Map<String, String> icons, Set<String> used) {
    for (String name : set.names()) {
      Optional<String> code = used.contains(name) ? Optional.empty() : names.find(source, name);
      boolean first = code.isPresent() && icons.putIfAbsent(code.get(), name) == null;
      if (first || (code.isPresent() && source == NameIndex.FURTHER)) {
        used.add(
            name); // A further name is certain: where its concept is drawn, it is a second one.
      }
    }
  }
}
