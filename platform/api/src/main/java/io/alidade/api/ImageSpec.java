package io.alidade.api;

import java.util.List;

/**
 * How an image has to arrive at a model: size in pixels, then {@code (x / 255 - mean) / deviation}
 * a channel. Transparent pixels are laid on {@code background} (0..255, red green blue) first.
 *
 * @param fit how an image of another size is brought to this one
 */
public record ImageSpec(
    int height,
    int width,
    List<Float> mean,
    List<Float> deviation,
    List<Integer> background,
    Fit fit) {
  /** How an image comes to height and width. */
  public enum Fit {
    /** Both sides fit, each pixel a mean of what it covers: for drawings. */
    SQUASH,
    /** The shorter side fits, bicubic, and the middle is kept, as open_clip does. */
    OPEN_CLIP,
    /** The same as transformers' CLIP does, to the pixel. */
    HUGGING_FACE
  }

  /**
   * The same for images of another size, both sides of which fit: boxes and masks are stretched
   * with their image.
   */
  public ImageSpec stretched(int side) {
    return new ImageSpec(side, side, mean, deviation, background, Fit.SQUASH);
  }

  /** For drawings. */
  public ImageSpec(
      int height, int width, List<Float> mean, List<Float> deviation, List<Integer> background) {
    this(height, width, mean, deviation, background, Fit.SQUASH);
  }

  public ImageSpec {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    background = List.copyOf(background);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image of " + height + " x " + width + " pixels; expected at least 1 x 1");
    }
    if (mean.size() != 3 || deviation.size() != 3 || background.size() != 3) {
      throw new IllegalArgumentException("expected three channels in mean, deviation, background");
    }
  }
}
