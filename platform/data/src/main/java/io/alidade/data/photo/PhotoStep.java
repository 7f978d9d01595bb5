package io.alidade.data.photo;

/** What can be done to a training photograph, in the order of a list of them. */
public enum PhotoStep {
  /** Part of the image at the model's size; stands first or not at all. */
  RANDOM_RESIZED_CROP,
  FLIP,
  COLOUR_JITTER,
  GREY,
  BLUR,
  RAND_AUGMENT
}
