package io.alidade.data;

import io.alidade.data.photo.PhotoSettings;

/**
 * What a run trains on.
 *
 * @param dataset id, as in {@code iconic/emoji}
 * @param validation split that choices are made on; empty for none
 * @param distinctGroups whether each group stands at most once in a batch
 * @param augment for drawings
 * @param photo for photographs; where it names steps, {@code augment} is not asked
 */
public record DataSettings(
    String dataset,
    String split,
    String validation,
    boolean distinctGroups,
    AugmentSettings augment,
    PhotoSettings photo,
    CaptionSettings captions) {}
