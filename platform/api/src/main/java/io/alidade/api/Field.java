package io.alidade.api;

/**
 * What a sample or a batch can hold. A method names the fields it needs, a data set those it has.
 */
public enum Field {
  /**
   * Pixels; in a batch float32 {@code (B, 3, H, W)}, normalised as the model's {@link ImageSpec}
   * says.
   */
  IMAGE,
  /** Two more augmentations of each image; in a batch float32 {@code (2, B, 3, H, W)}. */
  VIEWS,
  /** Text; in a batch token ids, int64 {@code (B, L)}. */
  CAPTION,
  /** Index of the class; in a batch int64 {@code (B)}. */
  LABEL,
  /** Which sample of the split it is; in a batch int64 {@code (B)}. */
  INDEX,
  /**
   * Where things are; in a batch float32 {@code (B, R, 4)}: left, top, right, bottom in pixels of
   * the model's image, R the most of any of its images, zeros behind the last.
   */
  BOXES,
  /** Classes of the boxes; in a batch int64 {@code (B, R)}, -1 behind the last. */
  BOX_LABELS,
  /** Class of each pixel; in a batch int64 {@code (B, H, W)}, -1 where there is none. */
  MASK
}
