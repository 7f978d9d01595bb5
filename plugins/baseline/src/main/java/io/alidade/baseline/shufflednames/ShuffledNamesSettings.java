package io.alidade.baseline.shufflednames;

import io.alidade.api.Range;
import java.util.List;

/**
 * What can be set, as of the method without shuffling.
 *
 * @param size height and width of a scene in pixels
 * @param backgrounds cosines that the background may have; the best on validation is taken, the
 *     first where there is no validation
 */
record ShuffledNamesSettings(@Range(min = 8) int size, List<Double> backgrounds) {
  ShuffledNamesSettings {
    backgrounds = List.copyOf(backgrounds);
    if (backgrounds.isEmpty()) {
      throw new IllegalArgumentException("backgrounds is []; expected at least one cosine");
    }
  }
}
