package io.alidade.data;

/**
 * What a run trains on.
 *
 * @param dataset id, as in {@code iconic/emoji}
 * @param distinctGroups whether each group stands at most once in a batch
 */
public record DataSettings(
    String dataset,
    String split,
    boolean distinctGroups,
    AugmentSettings augment,
    CaptionSettings captions) {}
