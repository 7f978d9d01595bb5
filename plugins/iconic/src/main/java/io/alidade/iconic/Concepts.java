package io.alidade.iconic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.fellbaum.jemoji.Emoji;
import net.fellbaum.jemoji.EmojiGroup;
import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.Qualification;

/**
 * All concepts of Unicode's emoji.
 *
 * @param byCode in the order of their codes
 * @param names what else a concept is called: its formal name and shortcodes, by code
 */
record Concepts(Map<String, Concept> byCode, Map<String, List<String>> names) {
  private static final Set<String> TONES = Set.of("1f3fb", "1f3fc", "1f3fd", "1f3fe", "1f3ff");

  static Concepts read() {
    Map<String, Emoji> chosen = new TreeMap<>();
    for (Emoji emoji : EmojiManager.getAllEmojisLengthDescending()) {
      String code = code(emoji.getEmoji());
      if (!isToned(code) && emoji.getGroup() != EmojiGroup.COMPONENT) {
        boolean full = emoji.getQualification() == Qualification.FULLY_QUALIFIED;
        chosen.merge(code, emoji, (first, second) -> full ? second : first);
      }
    }
    Map<String, Concept> byCode = new LinkedHashMap<>();
    Map<String, List<String>> names = new LinkedHashMap<>();
    chosen.forEach(
        (code, emoji) -> {
          byCode.put(code, concept(code, emoji));
          names.put(code, names(code, emoji));
        });
    return new Concepts(byCode, names);
  }

  private static Concept concept(String code, Emoji emoji) {
    String label = emoji.getDescription().replaceFirst("(?<!:) facing right$", ": facing right");
    List<String> keywords =
        emoji.getKeywords().stream().filter(word -> word.matches(".*\\p{L}.*")).sorted().toList();
    return new Concept(code, label, Bases.of(code, label), keywords);
  }

  private static List<String> names(String code, Emoji emoji) {
    List<String> names = new ArrayList<>();
    if (code.indexOf('-') < 0) {
      String formal = Character.getName(Integer.parseInt(code, 16));
      if (formal != null) {
        names.add(formal);
      }
    }
    emoji.getAllAliases().stream().sorted().forEach(names::add);
    return names;
  }

  /** Whether a skin tone is among the code points. */
  static boolean isToned(String code) {
    return Arrays.stream(code.split("-", -1)).anyMatch(TONES::contains);
  }

  /** Hexadecimal code points joined by hyphens, without U+FE0F. */
  private static String code(String emoji) {
    return emoji
        .codePoints()
        .filter(point -> point != 0xfe0f)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining("-"));
  }

  /** The same form for a code as icon sets write it. */
  static String normalised(String code) {
    return Arrays.stream(code.split("-", -1))
        .filter(part -> !part.equals("fe0f"))
        .map(part -> part.replaceFirst("^0+(?=.)", ""))
        .collect(Collectors.joining("-"));
  }
}
