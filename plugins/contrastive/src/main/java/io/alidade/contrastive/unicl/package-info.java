/**
 * UniCL: labels beside captions.
 *
 * <p>Two towers embed images and texts into one space, as in CLIP. Samples of one label belong
 * together whatever their captions say, so all pairings among them count as true, and the loss
 * spreads over them. Where every sample has a label of its own this is CLIP; where captions are
 * class names it is supervised contrastive learning.
 *
 * <pre>
 *   s_ij = exp(t) I_i . T_j
 *   P(i) = { k : label_k = label_i }
 *   L    = 1/2 mean_i 1/|P(i)| sum_{k in P(i)} -log softmax_j(s_ij)[k]
 *        + 1/2 mean_j 1/|P(j)| sum_{k in P(j)} -log softmax_i(s_ij)[k]
 * </pre>
 *
 * <p>J. Yang, C. Li, P. Zhang, B. Xiao, C. Liu, L. Yuan, J. Gao. <i>Unified contrastive learning in
 * image-text-label space</i>. CVPR 2022. https://arxiv.org/abs/2204.03610. Equations 2 to 4.
 *
 * <p>Differs from the paper: equation 2 adds both directions, its algorithm 1 halves the sum, and
 * so does this; small towers for small images that learn in minutes on a CPU, the same as for CLIP
 * here; one batch holds captions and labels at once, where the paper draws from data sets of
 * either.
 */
@NullMarked
package io.alidade.contrastive.unicl;

import org.jspecify.annotations.NullMarked;
