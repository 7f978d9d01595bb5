package io.alidade.segmentation.lseg;

import io.alidade.api.Range;

/**
 * What of LSeg can be set.
 *
 * @param size height and width of a scene in pixels, a multiple of 8
 * @param temperature cosines are divided by it before the softmax
 * @param stemRate learning rate of the stem that is there, as a factor on the training's
 */
record LsegSettings(
    @Range(min = 8) int size,
    @Range(above = 0) double temperature,
    @Range(min = 0) double stemRate) {
  LsegSettings {
    if (size % 8 != 0) {
      throw new IllegalArgumentException("size is " + size + "; expected a multiple of 8");
    }
  }
}
