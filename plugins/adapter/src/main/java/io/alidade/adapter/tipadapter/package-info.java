/**
 * Tip-Adapter: a cache of the shots beside zero-shot, without training.
 *
 * <p>The features of a few labelled images are keys, their one-hot labels values. A test image asks
 * this cache by its similarity to each key, and what it answers is added to the zero-shot logits.
 * Nothing is trained; how much the cache counts and how sharp it looks is chosen on validation.
 *
 * <pre>
 *   A      = exp(-beta (1 - f F^T))          f (B, D), keys F (N, D), of unit length
 *   logits = exp(t) f W^T + alpha A L        W (C, D) class texts, L (N, C) one-hot labels
 * </pre>
 *
 * <p>R. Zhang, W. Zhang, R. Fang, P. Gao, K. Li, J. Dai, Y. Qiao, H. Li. <i>Tip-Adapter:
 * Training-free adaption of CLIP for few-shot classification</i>. ECCV 2022.
 * https://arxiv.org/abs/2207.09519 (equations 4 to 6).
 *
 * <p>Differs from the paper: alpha and beta are searched for on validation, where the authors' code
 * searches on the test set, over the same grid; without validation they stay the paper's. Keys are
 * features of the images as they are, not means over random crops. exp(t) is the foundation's own
 * scale, 100 in the paper's. A class that has no shots keeps its zero-shot logit.
 */
@NullMarked
package io.alidade.adapter.tipadapter;

import org.jspecify.annotations.NullMarked;
