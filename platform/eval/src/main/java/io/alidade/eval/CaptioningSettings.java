package io.alidade.eval;

import io.alidade.api.Range;

/**
 * What a caption is held against, and how the test is carried out.
 *
 * @param references of each image, its first captions; 0 for all
 */
public record CaptioningSettings(@Range(min = 0) int references, Execution execution) {
  /**
   * What moves no digit of the numbers.
   *
   * @param batchSize images captioned at once
   */
  public record Execution(@Range(min = 1) int batchSize) {}
}
