package io.alidade.nn;

import io.alidade.api.Range;

/**
 * A convolutional stem, transformer blocks or none, and a flattened read-out.
 *
 * @param size height and width of an image; a multiple of 8
 * @param channels after the first convolution; doubled by each of two residual blocks
 * @param blocks transformer blocks over the stem's map
 * @param heads of a block's attention
 */
public record ImageTowerSettings(
    @Range(min = 8) int size,
    @Range(min = 1) int channels,
    @Range(min = 0) int blocks,
    @Range(min = 1) int heads) {
  public ImageTowerSettings {
    if (size % 8 != 0) {
      throw new IllegalArgumentException("size is " + size + "; expected a multiple of 8");
    }
    if (blocks > 0 && 4 * channels % heads != 0) {
      throw new IllegalArgumentException(
          "heads is %d; expected a divisor of the width 4 x channels = %d"
              .formatted(heads, 4 * channels));
    }
  }
}
