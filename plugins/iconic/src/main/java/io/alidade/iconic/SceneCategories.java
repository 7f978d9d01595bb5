package io.alidade.iconic;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands in scenes: of the concepts of animals and nature, food and drink, travel and places,
 * activities and objects that have names of at most two words, are drawn in all seven styles and
 * are not among the left-out bases, the first 65 in the order of the sha-256 of their code points.
 * The first 48 are the base categories, the rest the novel ones. The list is {@code scenes.csv}; a
 * test makes it again.
 */
final class SceneCategories {
  static final int BASE = 48;

  private SceneCategories() {}

  /**
   * A category.
   *
   * @param code of the concept
   */
  record Category(String code, String name) {}

  /** All of them, base before novel: labels of regions point into this list. */
  static List<Category> all() {
    return Resources.table("scenes.csv").stream()
        .map(cells -> new Category(cells[0], cells[1]))
        .toList();
  }

  /** Labels of those that training scenes never show. */
  static Set<Integer> novel() {
    return IntStream.range(BASE, all().size()).boxed().collect(Collectors.toUnmodifiableSet());
  }
}
