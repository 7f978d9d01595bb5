package io.alidade.segmentation.maskclip;

import io.alidade.api.Range;
import java.util.List;

/**
 * What of MaskCLIP can be set.
 *
 * @param size height and width of a scene in pixels
 * @param backgrounds cosines that the background may have; the best on validation is taken, the
 *     first where there is no validation
 */
record MaskclipSettings(@Range(min = 8) int size, List<Double> backgrounds) {
  MaskclipSettings {
    backgrounds = List.copyOf(backgrounds);
    if (backgrounds.isEmpty()) {
      throw new IllegalArgumentException("backgrounds is []; expected at least one cosine");
    }
  }
}
