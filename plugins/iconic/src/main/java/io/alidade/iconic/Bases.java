package io.alidade.iconic;

import java.math.BigInteger;
import java.util.Map;
import java.util.Set;

/** Which base a concept belongs to, and which bases training can leave out. */
final class Bases {
  private static final Set<String> PEOPLE = Set.of("1f468", "1f469"); // man, woman
  private static final Set<String> CHILDREN = Set.of("1f466", "1f467"); // boy, girl

  /** Pairs that Unicode draws as concepts of their own. */
  private static final Map<String, String> PAIRS =
      Map.of(
          "1f474", "1f9d3", // old man
          "1f475", "1f9d3", // old woman
          "1f934", "1fac5", // prince
          "1f478", "1fac5", // princess
          "1f385", "1f9d1-200d-1f384", // Santa Claus
          "1f936", "1f9d1-200d-1f384", // Mrs. Claus
          "1f46b", "fam:hands",
          "1f46c", "fam:hands",
          "1f46d", "fam:hands",
          "1f9d1-200d-1f91d-200d-1f9d1", "fam:hands");

  /** The first of a base in Unicode's list, where it is not the neutral one or there is none. */
  private static final Map<String, String> FIRST =
      Map.ofEntries(
          Map.entry("1f9d1-200d-1f9b0", "1f468-200d-1f9b0"), // red hair
          Map.entry("1f9d1-200d-1f9b1", "1f468-200d-1f9b1"), // curly hair
          Map.entry("1f9d1-200d-1f9b2", "1f468-200d-1f9b2"), // bald
          Map.entry("1f9d1-200d-1f9b3", "1f468-200d-1f9b3"), // white hair
          Map.entry("1f9d1-200d-1f37c", "1f469-200d-1f37c"), // feeding baby
          Map.entry("1f9d1-200d-1f384", "1f385"), // Claus
          Map.entry("fam:hands", "1f9d1-200d-1f91d-200d-1f9d1"),
          Map.entry("fam:kiss", "1f48f"),
          Map.entry("fam:couple", "1f491"));

  private Bases() {}

  static String of(String code, String label) {
    String pair = PAIRS.get(code);
    if (pair != null) {
      return pair;
    } else if (label.equals("kiss") || label.startsWith("kiss: ")) {
      return "fam:kiss";
    } else if (label.startsWith("couple with heart")) {
      return "fam:couple";
    } else if (label.matches("family: (man|woman).*")) {
      return "fam:family";
    }
    String neutral = code.replace("-200d-27a1", "").replaceAll("-200d-264[02]", "");
    int end = neutral.indexOf('-');
    String head = end < 0 ? neutral : neutral.substring(0, end);
    String tail = end < 0 ? "" : neutral.substring(end);
    if (PEOPLE.contains(head)) {
      return "1f9d1" + tail;
    }
    return CHILDREN.contains(head) ? "1f9d2" + tail : neutral;
  }

  /** The code of the concept that stands for the base where it is drawn. */
  static String first(String base) {
    return FIRST.getOrDefault(base, base);
  }

  /** Whether training can leave this base out: sha-256 of its text is a multiple of 5. */
  static boolean leftOut(String base) {
    return new BigInteger(1, Sha256.of(base)).mod(BigInteger.valueOf(5)).signum() == 0;
  }
}
