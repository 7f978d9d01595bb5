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
  /** Text; in a batch token ids, int64 {@code (B, L)}. */
  CAPTION,
  /** Index of the class; in a batch int64 {@code (B)}. */
  LABEL
}
