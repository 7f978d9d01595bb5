package io.alidade.alignment.glip;

import io.alidade.api.Range;
import io.alidade.nn.ProposalSettings;

/**
 * What of GLIP can be set.
 *
 * @param size height and width of a scene in pixels, a multiple of 8
 * @param regions of an image in a step: its true boxes, then proposals
 * @param negatives names of things that are not in the image, beside its phrases
 * @param scale of cosines, before the bias
 * @param prior how sure a region and a word are of each other before anything is learnt
 * @param alpha weight of what belongs together
 * @param gamma how much is looked away from what is easy
 * @param context side of the square around a box, as a factor on the box's longer side
 * @param rate learning rate of what is the foundation's, as a factor on the training's
 * @param proposals boxes of an image, made of its pixels alone
 */
record GlipSettings(
    @Range(min = 8) int size,
    @Range(min = 1) int regions,
    @Range(min = 0) int negatives,
    @Range(above = 0) double scale,
    @Range(above = 0, max = 0.5) double prior,
    @Range(min = 0, max = 1) double alpha,
    @Range(min = 0) double gamma,
    @Range(min = 1) double context,
    @Range(min = 0) double rate,
    ProposalSettings proposals) {
  GlipSettings {
    if (size % 8 != 0) {
      throw new IllegalArgumentException("size is " + size + "; expected a multiple of 8");
    }
  }
}
