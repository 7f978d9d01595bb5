/**
 * Crop and compare: the floor under every detector that was taught by a vision-language model.
 *
 * <p>Boxes are proposed without knowing any class, each is cut out of the image and brought to the
 * size that the foundation looks at, and the foundation compares it with names or phrases. Nothing
 * is trained. A detector has to be better, or as good and faster.
 *
 * <pre>
 *   s(r, c) = softmax_c(scale cos(V(crop_r), T(c)))
 * </pre>
 *
 * <p>R. Girshick, J. Donahue, T. Darrell, J. Malik. <i>Rich feature hierarchies for accurate object
 * detection and semantic segmentation</i>. CVPR 2014. https://arxiv.org/abs/1311.2524 (section 2).
 *
 * <p>Differs from the paper: proposals by edges instead of selective search; squares around the
 * boxes, so that nothing is stretched; texts instead of a classifier that is trained for each
 * class; no background, and boxes are not refined.
 */
@NullMarked
package io.alidade.baseline.crop;

import org.jspecify.annotations.NullMarked;
