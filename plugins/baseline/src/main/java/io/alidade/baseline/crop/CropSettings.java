package io.alidade.baseline.crop;

import io.alidade.api.Range;
import io.alidade.nn.ProposalSettings;

/**
 * What of the crops can be set.
 *
 * @param size height and width of a scene in pixels
 * @param context side of the square cut out around a box, as a factor on the box's longer side
 * @param proposals the boxes that are given names
 */
record CropSettings(
    @Range(min = 8) int size, @Range(min = 1) double context, ProposalSettings proposals) {}
