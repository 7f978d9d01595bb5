package io.alidade.iconic;

import io.alidade.api.Box;
import io.alidade.api.Phrase;
import io.alidade.api.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be said of a scene, by a grammar of five sentences. Names, their count and where things
 * are is all there is; a colour is said only where a name holds one.
 *
 * <pre>
 *   a cat, another cat and grapes
 *   three icons: cat, cat and grapes
 *   a cat is left of grapes
 *   grapes are below a cat
 *   there is a cat among three icons
 * </pre>
 */
final class SceneWords {
  private static final String[] COUNTS = {"no", "one", "two", "three", "four", "five"};
  private static final int RELATIONAL = 2; // phrases of that kind a scene, at most

  private final List<Region> regions;
  private final List<String> names;
  private final Set<Integer> novel;

  /**
   * Of one scene.
   *
   * @param regions at least two
   * @param classNames that their labels point into
   */
  SceneWords(List<Region> regions, List<String> classNames, Set<Integer> novel) {
    this.regions = regions;
    this.names = regions.stream().map(region -> classNames.get(region.label())).toList();
    this.novel = novel;
  }

  private static boolean isPlural(String name) {
    return name.endsWith("s") && !name.endsWith("ss") && !name.endsWith("us");
  }

  private static String indefinite(String name) {
    return isPlural(name) ? name : ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
  }

  private static String listed(List<String> parts) {
    int last = parts.size() - 1;
    return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** Five of them. */
  List<String> captions(Draws draws) {
    List<String> articles = new ArrayList<>();
    Set<String> said = new HashSet<>();
    for (String name : names) {
      boolean first = said.add(name);
      articles.add(first ? indefinite(name) : isPlural(name) ? "more " + name : "another " + name);
    }
    String count = COUNTS[names.size()] + " icons";
    String among = names.get(draws.below(names.size()));
    return List.of(
        listed(articles),
        count + ": " + listed(names),
        sentence(draws),
        sentence(draws),
        "there %s %s among %s".formatted(isPlural(among) ? "are" : "is", indefinite(among), count));
  }

  private String sentence(Draws draws) {
    int one = draws.below(names.size());
    int other = (one + draws.between(1, names.size() - 1)) % names.size();
    return "%s %s %s %s"
        .formatted(
            indefinite(names.get(one)),
            isPlural(names.get(one)) ? "are" : "is",
            relation(one, other),
            names.get(one).equals(names.get(other)) && !isPlural(names.get(other))
                ? "another " + names.get(other)
                : indefinite(names.get(other)));
  }

  /** Where the one is, seen from the other: along the direction in which they lie further apart. */
  private String relation(int one, int other) {
    Box a = regions.get(one).box();
    Box b = regions.get(other).box();
    int across = Math.round(a.left() + a.right() - b.left() - b.right());
    int down = Math.round(a.top() + a.bottom() - b.top() - b.bottom());
    if (Math.abs(across) >= Math.abs(down)) {
      return across < 0 ? "left of" : "right of";
    }
    return down < 0 ? "above" : "below";
  }

  /**
   * Each different name once, for all things of that name; then things by where they are, of equal
   * things first, which their names alone do not tell apart.
   */
  List<Phrase> phrases(Draws draws) {
    Map<String, List<Integer>> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byName.computeIfAbsent(names.get(i), key -> new ArrayList<>()).add(i);
    }
    List<Phrase> phrases = new ArrayList<>();
    byName.forEach(
        (name, places) -> {
          String kind = novel.contains(regions.get(places.get(0)).label()) ? "novel" : "base";
          phrases.add(new Phrase("the " + name, places, kind));
        });
    List<Phrase> equal = new ArrayList<>();
    List<Phrase> others = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        if (byName.getOrDefault(names.get(j), List.of()).size() == 1 && i != j) {
          relational(i, j, byName.getOrDefault(names.get(i), List.of()), equal, others);
        }
      }
    }
    while (equal.size() < RELATIONAL && !others.isEmpty()) {
      equal.add(others.remove(draws.below(others.size())));
    }
    phrases.addAll(equal.subList(0, Math.min(RELATIONAL, equal.size())));
    return phrases;
  }

  private void relational(
      int one, int anchor, List<Integer> alike, List<Phrase> equal, List<Phrase> others) {
    String relation = relation(one, anchor);
    long same = alike.stream().filter(i -> relation(i, anchor).equals(relation)).count();
    if (same == 1) {
      String text = "the %s %s the %s".formatted(names.get(one), relation, names.get(anchor));
      (alike.size() > 1 ? equal : others).add(new Phrase(text, List.of(one), "relational"));
    }
  }
}
