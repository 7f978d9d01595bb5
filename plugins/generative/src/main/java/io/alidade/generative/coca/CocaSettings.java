package io.alidade.generative.coca;

import io.alidade.api.Range;
import io.alidade.nn.CrossTransformerSettings;
import io.alidade.nn.ImageTowerSettings;
import io.alidade.nn.PretrainingSettings;
import io.alidade.nn.TextTowerSettings;
import java.util.List;

/**
 * What of CoCa can be set: the two towers, their space, and the decoder on top of both.
 *
 * @param text the unimodal half of the decoder, which is the text tower
 * @param decoder the multimodal half
 * @param captionWeight of the loss on captions, beside the one on images and texts
 */
record CocaSettings(
    @Range(min = 1) int width,
    ImageTowerSettings image,
    TextTowerSettings text,
    @Range(min = 514) int vocabulary,
    List<Double> mean,
    List<Double> deviation,
    LogitScale logitScale,
    CrossTransformerSettings decoder,
    @Range(min = 0) double captionWeight)
    implements PretrainingSettings {
  CocaSettings {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    PretrainingSettings.check(mean, deviation);
    if (text.width() % decoder.heads() != 0) {
      throw new IllegalArgumentException(
          "decoder.heads is %d; expected a divisor of text.width = %d"
              .formatted(decoder.heads(), text.width()));
    }
  }
}
