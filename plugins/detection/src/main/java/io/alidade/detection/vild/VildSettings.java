package io.alidade.detection.vild;

import io.alidade.api.Range;

/**
 * What of ViLD can be set.
 *
 * @param size height and width of a scene in pixels, a multiple of 8
 * @param proposals of an image that the region head learns from
 * @param testProposals of an image that are given names
 * @param scale of cosines before the softmax, 1 / temperature
 * @param distillation weight of the distance to the teacher's embeddings; 0 learns from the base
 *     names alone
 * @param context side of the square cut out around a box, as a factor on the box's longer side
 * @param stemRate learning rate of the stem that is there, as a factor on the training's
 */
record VildSettings(
    @Range(min = 8) int size,
    @Range(min = 1) int proposals,
    @Range(min = 1) int testProposals,
    @Range(above = 0) double scale,
    @Range(min = 0) double distillation,
    @Range(min = 1) double context,
    @Range(min = 0) double stemRate) {
  VildSettings {
    if (size % 8 != 0) {
      throw new IllegalArgumentException("size is " + size + "; expected a multiple of 8");
    }
  }
}
