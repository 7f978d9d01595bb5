package io.alidade.generative.mim;

import io.alidade.api.Range;
import io.alidade.nn.ImageTowerSettings;
import io.alidade.nn.PretrainingSettings;
import io.alidade.nn.TextTowerSettings;
import java.util.List;

/** What can be set: the two towers, their space, and what is masked. */
record MimSettings(
    @Range(min = 1) int width,
    ImageTowerSettings image,
    TextTowerSettings text,
    @Range(min = 514) int vocabulary,
    List<Double> mean,
    List<Double> deviation,
    LogitScale logitScale,
    Masked masked)
    implements PretrainingSettings {

  /**
   * The loss on masked patches.
   *
   * @param weight of it, beside the loss on images and texts
   * @param ratio share of an image's patches that are masked
   */
  record Masked(@Range(min = 0) double weight, @Range(above = 0, max = 1) double ratio) {}

  MimSettings {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    PretrainingSettings.check(mean, deviation);
  }
}
