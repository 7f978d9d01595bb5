package io.alidade.contrastive.siglip;

import io.alidade.api.Range;
import io.alidade.nn.ImageTowerSettings;
import io.alidade.nn.PretrainingSettings;
import io.alidade.nn.TextTowerSettings;
import java.util.List;

/** What of SigLIP can be set: the two towers, their space, and the bias of the logits. */
record SiglipSettings(
    @Range(min = 1) int width,
    ImageTowerSettings image,
    TextTowerSettings text,
    @Range(min = 514) int vocabulary,
    List<Double> mean,
    List<Double> deviation,
    LogitScale logitScale,
    LogitBias logitBias)
    implements PretrainingSettings {

  /**
   * The learnt bias of the logits.
   *
   * @param start its first value: so low that almost no pair is held for a true one
   * @param rate its learning rate, as a factor on the training's
   */
  record LogitBias(double start, @Range(min = 0) double rate) {}

  SiglipSettings {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    PretrainingSettings.check(mean, deviation);
  }
}
