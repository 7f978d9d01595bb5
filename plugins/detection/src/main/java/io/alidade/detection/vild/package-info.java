/**
 * ViLD: a detector whose regions lie in the space of a vision-language model.
 *
 * <p>A detector that was trained on boxes of some classes knows these alone, but what a
 * vision-language model says of a cut-out box holds for any class. Its embeddings of crops are
 * therefore distilled into the detector's own region embeddings, which also learn to lie near the
 * text embeddings of the base classes' names. At test time any names are given, and no crop is cut
 * out any more.
 *
 * <pre>
 *   L_text  = mean_r CE(softmax(scale [cos(e_r, t_bg), cos(e_r, t_1), ..., cos(e_r, t_C)]), y_r)
 *   L_image = mean_r |e_r / |e_r| - V(crop_r)|_1
 *   L       = L_text + w L_image + losses of proposals
 * </pre>
 *
 * <p>X. Gu, T.-Y. Lin, W. Kuo, Y. Cui. <i>Open-vocabulary object detection via vision and language
 * knowledge distillation</i>. ICLR 2022. https://arxiv.org/abs/2104.13921 (equations 3 and 4).
 *
 * <p>Differs from the paper: boxes are proposed by three convolutions on a small tower's map
 * instead of Mask R-CNN's region proposal network; the proposals that are distilled are the
 * training's own of that step, so they hold things of unlabelled classes as well, and the true
 * boxes; one crop of 1.1 times the box instead of two; the stem is the foundation's, learning
 * slowly, and the region head starts from scratch; boxes are not refined a second time, and there
 * are no masks.
 */
@NullMarked
package io.alidade.detection.vild;

import org.jspecify.annotations.NullMarked;
