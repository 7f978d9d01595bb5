package io.alidade.api;

import java.util.List;

/**
 * How an image has to arrive at a model: size in pixels, then {@code (x / 255 - mean) / deviation}
 * a channel. Transparent pixels are laid on {@code background} (0..255, red green blue) first.
 */
public record ImageSpec(
    int height, int width, List<Float> mean, List<Float> deviation, List<Integer> background) {
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
