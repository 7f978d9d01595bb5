package io.alidade.eval;

import io.alidade.api.Range;

/** How detectors are tested; nothing of it moves a digit, COCO fixes the rest. */
public record DetectionSettings(Execution execution) {
  /**
   * What moves no digit of the numbers.
   *
   * @param batchSize images looked at at once
   * @param guesses how many found things a prediction keeps
   */
  public record Execution(@Range(min = 1) int batchSize, @Range(min = 1) int guesses) {}
}
