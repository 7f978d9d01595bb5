/**
 * LSeg: pixels that lie where the words for them lie.
 *
 * <p>The labels of a segmentation are texts, and a frozen text tower puts like words near each
 * other. An image network is trained to put each pixel near the embedding of its label's name. It
 * can then be asked for names that it never saw, as far as their pixels look like those of words
 * nearby.
 *
 * <pre>
 *   L = mean over pixels of -log softmax_c(cos(I_pixel, T_c) / t)[label(pixel)]
 * </pre>
 *
 * <p>B. Li, K. Q. Weinberger, S. Belongie, V. Koltun, R. Ranftl. <i>Language-driven semantic
 * segmentation</i>. ICLR 2022. https://arxiv.org/abs/2201.03546 (section 3.2).
 *
 * <p>Differs from the paper: the foundation's convolutional stem and two convolutions on its map
 * and the image instead of a vision transformer with a dense prediction decoder; the background has
 * a learnt embedding instead of the word "other"; no spatial regularisation blocks, which the paper
 * adds for little.
 */
@NullMarked
package io.alidade.segmentation.lseg;

import org.jspecify.annotations.NullMarked;
