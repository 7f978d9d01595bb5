package io.alidade.baseline.pixels;

import io.alidade.api.Range;

/**
 * How images are compared.
 *
 * @param side pixels to which height and width are brought
 */
public record PixelsSettings(@Range(min = 1, max = 64) int side) {
  /** At 64 a memory of 10,000 drawings takes half a gigabyte: more is no baseline any more. */
  private static final int LARGEST = 64;

  public PixelsSettings {
    if (side < 1 || side > LARGEST) {
      throw new IllegalArgumentException("side is " + side + "; expected 1 to " + LARGEST);
    }
  }
}
