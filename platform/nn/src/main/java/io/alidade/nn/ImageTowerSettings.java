package io.alidade.nn;

import io.alidade.api.Range;

/**
 * Which tower sees the images. Only the block of the chosen kind counts.
 *
 * @param size height and width of an image in pixels
 */
public record ImageTowerSettings(
    Kind kind,
    @Range(min = 8) int size,
    StemTowerSettings stem,
    VisionTransformerSettings vit,
    ModifiedResNetSettings resnet) {
  /** The towers there are. */
  public enum Kind {
    STEM,
    VIT,
    RESNET
  }

  public ImageTowerSettings {
    int multiple =
        switch (kind) {
          case STEM -> StemTower.STRIDE;
          case VIT -> vit.patch();
          case RESNET -> 32;
        };
    if (size % multiple != 0) {
      throw new IllegalArgumentException(
          "size is %d; expected a multiple of %d for this tower".formatted(size, multiple));
    }
  }
}
