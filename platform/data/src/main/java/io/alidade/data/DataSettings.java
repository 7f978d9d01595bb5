package io.alidade.data;

import io.alidade.api.Range;
import io.alidade.data.photo.PhotoSettings;

/**
 * What a run trains on.
 *
 * @param dataset id, as in {@code iconic/emoji}
 * @param validation split that choices are made on; empty for none
 * @param distinctGroups whether each group stands at most once in a batch
 * @param samplesPerGroup how many samples of a group stand in a batch together, where groups are
 *     distinct
 * @param augment for drawings
 * @param photo for photographs; where it names steps, {@code augment} is not asked
 */
public record DataSettings(
    String dataset,
    String split,
    String validation,
    boolean distinctGroups,
    @Range(min = 1) int samplesPerGroup,
    AugmentSettings augment,
    PhotoSettings photo,
    CaptionSettings captions) {
  public DataSettings {
    if (samplesPerGroup > 1 && !distinctGroups) {
      throw new IllegalArgumentException(
          "samples-per-group is %d and distinct-groups is false; expected 1, or true"
              .formatted(samplesPerGroup));
    }
  }
}
