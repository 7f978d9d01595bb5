package io.alidade.iconic;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the concept a name means. Sources stand in order of trust, and a name of an earlier one
 * wins: further names, labels (with {@code flag for x}), formal names and shortcodes, names that
 * sets with code points give, their aliases.
 */
final class NameIndex {
  private final List<Map<String, String>> sources = new ArrayList<>();

  NameIndex(Concepts concepts, List<IconSet> coded, Map<String, List<String>> further) {
    Map<String, String> written = source();
    further.forEach((code, names) -> names.forEach(name -> put(written, name, code)));
    Map<String, String> labels = source();
    Map<String, String> formal = source();
    for (Concept concept : concepts.byCode().values()) {
      String label = concept.label();
      put(labels, label, concept.code());
      if (label.startsWith("flag: ")) {
        put(labels, "flag for " + label.substring(6), concept.code());
      } else if (label.endsWith(" flag") || label.endsWith(" flags")) {
        put(labels, "flag for " + label, concept.code());
      }
    }
    concepts.names().forEach((code, names) -> names.forEach(name -> put(formal, name, code)));
    Map<String, String> given = source();
    Map<String, String> aliases = source();
    for (IconSet set : coded) {
      Map<String, String> codes = new HashMap<>();
      set.chars()
          .forEach(
              (point, icon) -> {
                String code = Concepts.normalised(point);
                if (concepts.byCode().containsKey(code)) {
                  codes.putIfAbsent(icon, code);
                  put(given, icon, code);
                }
              });
      set.plainAliases()
          .forEach(
              (alias, icon) -> {
                String code = codes.get(icon);
                if (code != null) {
                  put(aliases, alias, code);
                }
              });
    }
  }

  private Map<String, String> source() {
    Map<String, String> source = new HashMap<>();
    sources.add(source);
    return source;
  }

  private static void put(Map<String, String> source, String name, String code) {
    String key = key(name);
    if (!key.isEmpty()) {
      source.putIfAbsent(key, code);
    }
  }

  int sources() {
    return sources.size();
  }

  /** The code that the n-th source knows for the name. */
  Optional<String> find(int source, String name) {
    return Optional.ofNullable(sources.get(source).get(key(name)));
  }

  /** The source of names that no rule gives. */
  static final int FURTHER = 0;

  /** The source of labels, for sets that give code points for most icons. */
  static final int LABELS = 1;

  /** Letters and digits alone, without accents: sets write names in their own ways. */
  static String key(String name) {
    return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
        .replaceAll("[^a-z0-9]", "");
  }
}
