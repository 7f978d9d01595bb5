/**
 * Shuffled names: what a segmentation is worth in which words mean nothing.
 *
 * <p>It is MaskCLIP but for one thing: every name is read as another one of the list, none as
 * itself. Shapes, backgrounds and the choice on validation are the same. What is better than this
 * is better by what it knows of words.
 *
 * <pre>
 *   label(place) = argmax_c cos(f(place), t_p(c)), p a permutation without a fixed point
 * </pre>
 *
 * <p>C. Zhou, C. C. Loy, B. Dai. <i>Extract free dense labels from CLIP</i>. ECCV 2022.
 * https://arxiv.org/abs/2112.01071 (section 3.2).
 *
 * <p>Differs from the paper: it is a control, which the paper does not have.
 */
@NullMarked
package io.alidade.baseline.shufflednames;

import org.jspecify.annotations.NullMarked;
