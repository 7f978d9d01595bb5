/**
 * SigLIP: a sigmoid in place of the softmax.
 *
 * <p>Two towers embed images and texts into one space, as in CLIP. Each of the B x B pairings of a
 * batch is then judged by itself, true or not, so that no pairing's loss depends on what else the
 * batch holds. A learnt bias starts low, since almost all pairings are false.
 *
 * <pre>
 *   s_ij = exp(t) I_i . T_j + b
 *   z_ij = 1 for i = j, else -1
 *   L    = - 1/B sum_i sum_j log sigmoid(z_ij s_ij)
 * </pre>
 *
 * <p>X. Zhai, B. Mustafa, A. Kolesnikov, L. Beyer. <i>Sigmoid loss for language image
 * pre-training</i>. ICCV 2023. https://arxiv.org/abs/2303.15343. Algorithm 1; the start of scale
 * and bias, section 3.2.
 *
 * <p>Differs from the paper: small towers for small images that learn in minutes on a CPU, the same
 * as for CLIP here; the tokenizer is learnt from the training captions; the logit scale is kept at
 * most 100, and it and the bias learn at rates of their own.
 */
@NullMarked
package io.alidade.contrastive.siglip;

import org.jspecify.annotations.NullMarked;
