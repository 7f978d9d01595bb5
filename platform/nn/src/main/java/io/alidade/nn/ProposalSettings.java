package io.alidade.nn;

import io.alidade.api.Range;
import java.util.List;

/**
 * Of what {@link EdgeProposals} are made.
 *
 * @param sides of the squares that boxes are drawn in from, in pixels of a model's image
 * @param places of squares a side of the image
 * @param most boxes that stay
 * @param suppression share of overlap above which the weaker of two boxes goes
 */
public record ProposalSettings(
    List<Integer> sides,
    @Range(min = 1) int places,
    @Range(min = 1) int most,
    @Range(min = 0, max = 1) double suppression) {
  public ProposalSettings {
    sides = List.copyOf(sides);
    if (sides.isEmpty() || sides.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException(
          "sides is " + sides + "; expected at least one, each above 0");
    }
  }
}
