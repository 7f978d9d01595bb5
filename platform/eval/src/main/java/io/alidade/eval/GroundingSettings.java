package io.alidade.eval;

import io.alidade.api.Range;
import io.alidade.nn.ProposalSettings;

/**
 * How phrases are grounded.
 *
 * @param overlap share by which the chosen box has to overlap one that the phrase speaks of
 * @param proposals the boxes to choose from, made of the image alone
 */
public record GroundingSettings(
    @Range(above = 0, max = 1) double overlap, ProposalSettings proposals, Execution execution) {
  /**
   * What moves no digit of the numbers.
   *
   * @param batchSize images loaded at once
   */
  public record Execution(@Range(min = 1) int batchSize) {}
}
