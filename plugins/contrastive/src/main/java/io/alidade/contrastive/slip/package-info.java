/**
 * SLIP: self-supervision beside language.
 *
 * <p>Two towers learn from image-text pairs as in CLIP. The image tower also sees two more
 * augmentations of each image, and through a projection that is dropped at test time each of the
 * two should find the other among all views of the batch. So the images teach more than their
 * captions say.
 *
 * <pre>
 *   a_i, b_i  projections of two views of image i, of unit length
 *   l(a, b) = mean_i -log( exp(a_i . b_i / tau) / (sum_j exp(a_i . b_j / tau) + sum_{j != i} exp(a_i . a_j / tau)) )
 *   L       = L_CLIP + lambda 1/2 (l(a, b) + l(b, a))
 * </pre>
 *
 * <p>N. Mu, A. Kirillov, D. Wagner, S. Xie. <i>SLIP: self-supervision meets language-image
 * pre-training</i>. ECCV 2022. https://arxiv.org/abs/2112.12750. Algorithm 1; the loss on views is
 * SimCLR's (Chen, Kornblith, Norouzi, Hinton, ICML 2020, equation 1).
 *
 * <p>Differs from the paper: the projection reads the tower's embedding, since a flattened read-out
 * is the one place where an image is a single vector, and is narrower; small towers for small
 * images, the same as for CLIP here; all views have the run's own augmentation, while the paper's
 * views have a stronger one than the image beside the text.
 */
@NullMarked
package io.alidade.contrastive.slip;

import org.jspecify.annotations.NullMarked;
