package io.alidade.nn;

import io.alidade.api.Range;

/**
 * A convolutional stem, transformer blocks or none, and a flattened read-out.
 *
 * @param channels after the first convolution; doubled by each of two residual blocks
 * @param blocks transformer blocks over the stem's map
 * @param heads of a block's attention
 */
public record StemTowerSettings(
    @Range(min = 1) int channels, @Range(min = 0) int blocks, @Range(min = 1) int heads) {
  public StemTowerSettings {
    if (blocks > 0 && 4 * channels % heads != 0) {
      throw new IllegalArgumentException(
          "heads is %d; expected a divisor of the width 4 x channels = %d"
              .formatted(heads, 4 * channels));
    }
  }
}
