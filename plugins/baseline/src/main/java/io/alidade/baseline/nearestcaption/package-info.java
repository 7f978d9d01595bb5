/**
 * Nearest caption: what can be said of an image by looking up, without learning to write.
 *
 * <p>Every training image has a place in a foundation's space, and a caption. A test image is said
 * to show what the training image nearest to it shows, or what most of the nearest ones share. A
 * captioner that writes its own sentences has to be held against this number.
 *
 * <pre>
 *   caption(x) = the caption most frequent among those of the k training images t with the highest
 *                I(x) . I(t)                             k = 1: that of the nearest
 * </pre>
 *
 * <p>J. Devlin, S. Gupta, R. Girshick, M. Mitchell, L. Zitnick. <i>Exploring nearest neighbor
 * approaches for image captioning</i>. 2015. https://arxiv.org/abs/1505.04467. Section 3.
 *
 * <p>Differs from the paper: by default one neighbour is asked; among several, captions agree where
 * they are equal, while the paper takes the one of the highest mean BLEU or CIDEr to the others;
 * only the plainest caption of an image is said.
 */
@NullMarked
package io.alidade.baseline.nearestcaption;

import org.jspecify.annotations.NullMarked;
