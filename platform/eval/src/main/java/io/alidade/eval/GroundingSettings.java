package io.alidade.eval;

import io.alidade.api.Range;
import java.util.List;

/**
 * How phrases are grounded.
 *
 * @param overlap share by which the chosen box has to overlap one that the phrase speaks of
 * @param sides of the squares that boxes are chosen from, in pixels of a model's image
 * @param places of squares a side of the image
 * @param most boxes that stay
 * @param suppression share of overlap above which the weaker of two boxes goes
 */
public record GroundingSettings(
    @Range(above = 0, max = 1) double overlap,
    List<Integer> sides,
    @Range(min = 1) int places,
    @Range(min = 1) int most,
    @Range(min = 0, max = 1) double suppression,
    Execution execution) {
  /**
   * What moves no digit of the numbers.
   *
   * @param batchSize images loaded at once
   */
  public record Execution(@Range(min = 1) int batchSize) {}

  public GroundingSettings {
    sides = List.copyOf(sides);
    if (sides.isEmpty() || sides.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException(
          "sides is " + sides + "; expected at least one, each above 0");
    }
  }
}
