/**
 * Tip-Adapter-F: the cache of Tip-Adapter, whose keys learn.
 *
 * <p>The keys begin at the features of the shots, so the model begins at Tip-Adapter, and are then
 * trained by cross entropy on the same shots. The towers, the labels and the class texts stay as
 * they are. A few epochs are enough, since the start is good.
 *
 * <pre>
 *   logits = exp(t) f W^T + alpha exp(-beta (1 - f F^T)) L      F learns
 *   loss   = mean -log softmax(logits)[label]
 * </pre>
 *
 * <p>R. Zhang, W. Zhang, R. Fang, P. Gao, K. Li, J. Dai, Y. Qiao, H. Li. <i>Tip-Adapter:
 * Training-free adaption of CLIP for few-shot classification</i>. ECCV 2022.
 * https://arxiv.org/abs/2207.09519 (section 3.2).
 *
 * <p>Differs from the paper: training images are not augmented, so that their features are computed
 * once; alpha and beta are searched for on validation behind the last step, where the authors' code
 * searches on the test set.
 */
@NullMarked
package io.alidade.adapter.tipadapterf;

import org.jspecify.annotations.NullMarked;
