package io.alidade.eval;

import io.alidade.api.Range;
import java.util.List;

/**
 * How a linear probe is regularised.
 *
 * @param strengths C of each problem that is solved; the one that does best on validation counts
 * @param untuned C where there is no validation
 */
public record ProbeSettings(List<Double> strengths, @Range(above = 0) double untuned) {
  public ProbeSettings {
    strengths = List.copyOf(strengths);
    if (strengths.isEmpty() || strengths.stream().anyMatch(c -> !(c > 0))) {
      throw new IllegalArgumentException(
          "strengths is " + strengths + "; expected one at least, each above 0");
    }
  }
}
