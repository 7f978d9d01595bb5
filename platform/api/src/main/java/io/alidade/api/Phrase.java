package io.alidade.api;

import java.util.List;

/**
 * Words that speak of things in an image.
 *
 * @param text {@code the cat left of the tree}
 * @param regions what they speak of, as indices into {@link Scene#regions()}
 * @param kind what measures it apart: {@code base}, {@code novel}, {@code relational}
 */
public record Phrase(String text, List<Integer> regions, String kind) {
  public Phrase {
    regions = List.copyOf(regions);
  }
}
