package io.alidade.contrastive.clip;

import io.alidade.api.Range;
import io.alidade.nn.ImageTowerSettings;
import io.alidade.nn.PretrainingSettings;
import io.alidade.nn.TextTowerSettings;
import java.util.List;

/** What of CLIP can be set: its two towers and their space. */
record ClipSettings(
    @Range(min = 1) int width,
    ImageTowerSettings image,
    TextTowerSettings text,
    @Range(min = 514) int vocabulary,
    List<Double> mean,
    List<Double> deviation,
    LogitScale logitScale)
    implements PretrainingSettings {
  ClipSettings {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    PretrainingSettings.check(mean, deviation);
  }
}
