package io.alidade.baseline.classifier;

import io.alidade.api.ImageSpec;
import io.alidade.nn.ImageTowerSettings;
import java.util.List;

/**
 * The tower, and how images arrive at it.
 *
 * @param mean of a pixel's value 0..1, subtracted
 * @param deviation of a pixel's value, divided by
 */
record ClassifierSettings(ImageTowerSettings image, List<Double> mean, List<Double> deviation) {
  ClassifierSettings {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != 3
        || deviation.size() != 3
        || deviation.stream().anyMatch(value -> value <= 0)) {
      throw new IllegalArgumentException(
          "mean is %s and deviation is %s; expected three numbers each (red, green, blue), the latter above 0"
              .formatted(mean, deviation));
    }
  }

  /** Drawings lie on white. */
  ImageSpec images() {
    return new ImageSpec(
        image.size(),
        image.size(),
        mean.stream().map(Double::floatValue).toList(),
        deviation.stream().map(Double::floatValue).toList(),
        List.of(255, 255, 255));
  }
}
