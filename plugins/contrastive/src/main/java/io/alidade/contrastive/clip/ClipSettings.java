package io.alidade.contrastive.clip;

import io.alidade.api.ImageSpec;
import io.alidade.api.Range;
import io.alidade.nn.ImageTowerSettings;
import io.alidade.nn.TextTowerSettings;
import io.alidade.nn.TowersSettings;
import java.util.List;

/**
 * What of CLIP can be set.
 *
 * @param width D, of the space in which images and texts meet
 * @param mean of a pixel's value 0..1, subtracted
 * @param deviation of a pixel's value, divided by
 */
record ClipSettings(
    @Range(min = 1) int width,
    ImageTowerSettings image,
    TextTowerSettings text,
    @Range(min = 514) int vocabulary,
    List<Double> mean,
    List<Double> deviation,
    LogitScale logitScale) {

  /**
   * The learnt scale of the logits.
   *
   * @param temperature at the start; the scale is its inverse
   * @param limit the scale's highest value
   * @param rate its learning rate, as a factor on the training's
   */
  record LogitScale(
      @Range(above = 0) double temperature,
      @Range(min = 1) double limit,
      @Range(min = 0) double rate) {}

  ClipSettings {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != 3 || deviation.size() != 3) {
      throw new IllegalArgumentException(
          "mean is %s and deviation is %s; expected three numbers each (red, green, blue)"
              .formatted(mean, deviation));
    }
    if (deviation.stream().anyMatch(value -> value <= 0)) {
      throw new IllegalArgumentException(
          "deviation is " + deviation + "; expected numbers above 0");
    }
  }

  TowersSettings towers() {
    return new TowersSettings(width, image, text, images());
  }

  /** How images have to arrive: drawings lie on white. */
  ImageSpec images() {
    return new ImageSpec(
        image.size(),
        image.size(),
        mean.stream().map(Double::floatValue).toList(),
        deviation.stream().map(Double::floatValue).toList(),
        List.of(255, 255, 255));
  }
}
