package io.alidade.nn;

import io.alidade.api.ImageSpec;

/**
 * What two towers and their space are made of.
 *
 * @param width D, of the space in which images and texts meet
 * @param images how images have to arrive
 * @param readsHighestId whether a text is read at the first of its highest ids instead of at its
 *     first end token: the same for CLIP's own vocabulary, another place where ids stand above the
 *     end token's
 */
public record TowersSettings(
    int width,
    ImageTowerSettings image,
    TextTowerSettings text,
    ImageSpec images,
    boolean readsHighestId) {
  /** Read at the end token. */
  public TowersSettings(
      int width, ImageTowerSettings image, TextTowerSettings text, ImageSpec images) {
    this(width, image, text, images, false);
  }
}
