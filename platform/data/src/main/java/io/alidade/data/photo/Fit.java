package io.alidade.data.photo;

/** How an image of any shape comes to a model's height and width. */
public enum Fit {
  /** The shorter side fits, the longer one is cropped at both ends. */
  SHORTEST,
  /** The longer side fits, the shorter one is padded at both ends. */
  LONGEST,
  /** Both sides fit, and the shape is lost. */
  SQUASH
}
