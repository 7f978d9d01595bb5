package io.alidade.contrastive.slip;

import io.alidade.api.Range;
import io.alidade.nn.ImageTowerSettings;
import io.alidade.nn.PretrainingSettings;
import io.alidade.nn.TextTowerSettings;
import java.util.List;

/** What of SLIP can be set: the two towers, their space, and the loss on views. */
record SlipSettings(
    @Range(min = 1) int width,
    ImageTowerSettings image,
    TextTowerSettings text,
    @Range(min = 514) int vocabulary,
    List<Double> mean,
    List<Double> deviation,
    LogitScale logitScale,
    Views views)
    implements PretrainingSettings {

  /**
   * The loss on two views of each image.
   *
   * @param weight of it, beside the loss on images and texts
   * @param temperature of its similarities
   * @param hidden width of the projection's two middle layers
   * @param width of what the projection gives
   */
  record Views(
      @Range(min = 0) double weight,
      @Range(above = 0) double temperature,
      @Range(min = 1) int hidden,
      @Range(min = 1) int width) {}

  SlipSettings {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    PretrainingSettings.check(mean, deviation);
  }
}
