package io.alidade.api;

import java.util.BitSet;

/**
 * Some pixels of an image, and how large that image is.
 *
 * @param width of the image in pixels
 * @param height likewise
 * @param bits bit {@code y * width + x} of each pixel. Not copied, not to be written afterwards
 */
public record Mask(int width, int height, BitSet bits) {
  public Mask {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a mask of %d x %d pixels; expected at least 1 x 1".formatted(width, height));
    }
    if (bits.length() > (long) width * height) {
      throw new IllegalArgumentException(
          "a mask of %d x %d pixels with the bit %d; expected none behind the last pixel's"
              .formatted(width, height, bits.length() - 1));
    }
  }

  /** Whether it holds that pixel of its image. */
  public boolean holds(int x, int y) {
    return bits.get(y * width + x);
  }

  /**
   * This mask, for an image of its size.
   *
   * @param where the image and the region, for the message
   * @throws AlidadeException of kind DATA where the image is of another size
   */
  public Mask fitting(Image image, String where) {
    if (width != image.width() || height != image.height()) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s has a mask of %d x %d pixels; expected %d x %d, as its image has"
              .formatted(where, width, height, image.width(), image.height()));
    }
    return this;
  }
}
