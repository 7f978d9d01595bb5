package io.alidade.iconic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds a style's drawing of each concept: one a concept, the set's first. */
final class EmojiJoin {
  /** How sets without code points name a skin tone. */
  private static final Pattern TONED = Pattern.compile("-tone|skin|-(dark|light|medium)$");

  private static final int EXAMPLES = 3; // To give an idea; all would be hundreds.

  private final Map<String, Concept> concepts;
  private final NameIndex names;

  EmojiJoin(Map<String, Concept> concepts, NameIndex names) {
    this.concepts = concepts;
    this.names = names;
  }

  /**
   * What a style draws.
   *
   * @param icons icon name by concept code, in the order they were found
   * @param toned how many icons that are no concept's show a skin tone
   * @param others the other icons that are no concept's: components, second drawings, the set's own
   */
  record Joined(Map<String, String> icons, int toned, List<String> others) {
    String note(String style) {
      String examples = String.join(", ", others.subList(0, Math.min(EXAMPLES, others.size())));
      String named = others.isEmpty() ? "" : " (" + examples + ", ...)";
      return String.format(
          Locale.ROOT,
          "%s: %,d concepts drawn; left out are %,d icons in skin tones, and %,d components, second"
              + " drawings and icons of its own%s",
          style,
          icons.size(),
          toned,
          others.size(),
          named);
    }
  }

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
    Map<String, String> codes = new HashMap<>();
    set.chars().forEach((written, icon) -> codes.put(icon, Concepts.normalised(written)));
    int toned = 0;
    List<String> others = new ArrayList<>();
    for (String name : set.names()) {
      if (!used.contains(name)) {
        if (Concepts.isToned(codes.getOrDefault(name, "")) || TONED.matcher(name).find()) {
          toned++;
        } else {
          others.add(name);
        }
      }
    }
    return new Joined(icons, toned, others);
  }

  private void byName(IconSet set, int source, Map<String, String> icons, Set<String> used) {
    for (String name : set.names()) {
      Optional<String> code = used.contains(name) ? Optional.empty() : names.find(source, name);
      boolean first = code.isPresent() && icons.putIfAbsent(code.get(), name) == null;
      if (first || (code.isPresent() && source == NameIndex.FURTHER)) {
        // A further name is certain: where its concept is drawn, it is a second one.
        used.add(name);
      }
    }
  }
}
