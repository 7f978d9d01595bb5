/**
 * GLIP: detection as grounding, regions against words.
 *
 * <p>Instead of classes a detector is given a text, and every region is compared with every word of
 * it. Names, phrases and sentences are then one and the same task, and a word that was learnt in a
 * phrase is known in any other. What belongs together is told apart by a loss on each pair of a
 * region and a word.
 *
 * <pre>
 *   S = O W^T,   L = 1 / |positives| sum_{r,w} focal(S_rw, T_rw)
 *   s(r, phrase) = mean over the phrase's words of S_rw
 * </pre>
 *
 * <p>L. H. Li, P. Zhang, H. Zhang, J. Yang, C. Li, Y. Zhong, L. Wang, L. Yuan, L. Zhang, J.-N.
 * Hwang, K.-W. Chang, J. Gao. <i>Grounded language-image pre-training</i>. CVPR 2022.
 * https://arxiv.org/abs/2112.03857 (equations 3 and 4).
 *
 * <p>Differs from the paper: regions are proposed by edges, not by a head of the model; image and
 * text are not fused before they are compared (the paper's GLIP-T (A)); the text tower is frozen,
 * and a projection of its words learns, from the foundation's own; regions and words are of unit
 * length times a fixed scale; a text is one phrase or name at a time, read with its end token,
 * which alone has read all of it; the loss is divided by the pairings of a region and a word that
 * belong together, where the authors' code divides by the regions that have any; no web data and no
 * second round of pseudo-labels.
 */
@NullMarked
package io.alidade.alignment.glip;

import org.jspecify.annotations.NullMarked;
