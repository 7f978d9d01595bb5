package io.alidade.data.photo;

import io.alidade.api.Range;
import java.util.List;

/**
 * How training photographs are changed. The list says what is done and in which order; the rest
 * says how.
 *
 * @param steps empty where images are no photographs
 * @param crop for {@code random-resized-crop}; without it, images come as in evaluation
 * @param flip share of images that {@code flip} turns
 * @param jitter for {@code colour-jitter}
 * @param grey share of images that {@code grey} takes the colour from
 * @param blur for {@code blur}
 * @param randAugment for {@code rand-augment}
 */
public record PhotoSettings(
    List<PhotoStep> steps,
    Crop crop,
    @Range(min = 0, max = 1) double flip,
    Jitter jitter,
    @Range(min = 0, max = 1) double grey,
    Blur blur,
    Random randAugment) {
  /** No photographs. */
  public static final PhotoSettings NONE =
      new PhotoSettings(
          List.of(),
          new Crop(0.9, 1, 0.75, 4.0 / 3, Kernel.BICUBIC),
          0.5,
          new Jitter(0.8, 0.4, 0.4, 0.4, 0.1),
          0.2,
          new Blur(0.5, 23, 0.1, 2),
          new Random(2, 9));

  public PhotoSettings {
    steps = List.copyOf(steps);
    if (steps.lastIndexOf(PhotoStep.RANDOM_RESIZED_CROP) > 0) {
      throw new IllegalArgumentException(
          "steps has random-resized-crop behind another step; expected it first");
    }
  }

  /**
   * Which part of an image is kept.
   *
   * @param smallest share of its area
   * @param largest share of its area
   * @param narrowest width over height
   * @param widest width over height
   */
  public record Crop(
      @Range(above = 0, max = 1) double smallest,
      @Range(above = 0, max = 1) double largest,
      @Range(above = 0) double narrowest,
      @Range(above = 0) double widest,
      Kernel kernel) {
    public Crop {
      if (smallest > largest || narrowest > widest) {
        throw new IllegalArgumentException(
            "crop goes from %s to %s and from %s to %s; expected the lower number first"
                .formatted(smallest, largest, narrowest, widest));
      }
    }
  }

  /**
   * Most change either way, in an order drawn for each image.
   *
   * @param share of images
   * @param hue of a whole turn
   */
  public record Jitter(
      @Range(min = 0, max = 1) double share,
      @Range(min = 0) double brightness,
      @Range(min = 0) double contrast,
      @Range(min = 0) double saturation,
      @Range(min = 0, max = 0.5) double hue) {}

  /**
   * A Gaussian.
   *
   * @param share of images
   * @param side of its window in pixels, odd
   * @param least sigma
   * @param most sigma
   */
  public record Blur(
      @Range(min = 0, max = 1) double share,
      @Range(min = 1) int side,
      @Range(above = 0) double least,
      @Range(above = 0) double most) {
    public Blur {
      if (side % 2 == 0 || least > most) {
        throw new IllegalArgumentException(
            "blur has side %d and sigma %s to %s; expected an odd side, and the lower sigma first"
                .formatted(side, least, most));
      }
    }
  }

  /**
   * RandAugment.
   *
   * @param operations an image
   * @param magnitude of each, 0 to 30
   */
  public record Random(@Range(min = 0) int operations, @Range(min = 0, max = 30) int magnitude) {}
}
