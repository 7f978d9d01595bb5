package io.alidade.data.photo;

/** Whose way of preparing an image a checkpoint was trained with; they move pixels. */
public enum Preprocessing {
  /**
   * Resizes the image as the file holds it (a palette to the nearest pixel, alpha multiplied in,
   * ink as ink) and turns it into RGB then; half a pixel in a centre crop goes to the even side.
   */
  OPEN_CLIP {
    @Override
    int middle(int size, int crop) {
      return (int) Math.rint((size - crop) / 2.0);
    }
  },
  /** transformers' image processors: RGB first; half a pixel goes to the upper left. */
  HUGGING_FACE {
    @Override
    int middle(int size, int crop) {
      return Math.floorDiv(size - crop, 2);
    }
  };

  /** Where a centre crop begins; negative where there is more crop than image. */
  abstract int middle(int size, int crop);
}
