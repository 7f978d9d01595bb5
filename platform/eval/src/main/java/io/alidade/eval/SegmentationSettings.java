package io.alidade.eval;

import io.alidade.api.Range;

/** How segmenters are tested; nothing of it moves a digit. */
public record SegmentationSettings(Execution execution) {
  /**
   * What moves no digit of the numbers.
   *
   * @param batchSize images looked at at once
   * @param guesses how many classes a prediction keeps
   */
  public record Execution(@Range(min = 1) int batchSize, @Range(min = 1) int guesses) {}
}
