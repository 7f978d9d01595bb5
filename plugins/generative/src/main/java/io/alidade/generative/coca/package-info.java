/**
 * CoCa: a contrastive captioner.
 *
 * <p>The text decoder is cut in two halves. The lower one reads texts alone and is the text tower
 * of a contrastive loss; the upper one looks at the image's tokens as well and says each caption
 * word by word. So one pass over a batch teaches one space for images and texts, and to write.
 *
 * <pre>
 *   L_con = CLIP's loss on the image's embedding and the lower half's at the end of the text
 *   L_cap = - mean over words t of log P(y_t | y_{1..t-1}, image)
 *   L     = lambda_con L_con + lambda_cap L_cap                lambda_con = 1, lambda_cap = 2
 * </pre>
 *
 * <p>J. Yu, Z. Wang, V. Vasudevan, L. Yeung, M. Seyedhosseini, Y. Wu. <i>CoCa: contrastive
 * captioners are image-text foundation models</i>. TMLR 2022. https://arxiv.org/abs/2205.01917.
 * Equations 2 to 4; the blocks of the upper half as open_clip writes them.
 *
 * <p>Differs from the paper: the decoder looks at the image tower's own tokens, sixteen by default,
 * where the paper pools them by learnt queries; texts are read at their end token, which sees the
 * whole text as an appended class token would; small towers for small images, the same as for CLIP
 * here, and one layer in each half; captions are decoded greedily.
 */
@NullMarked
package io.alidade.generative.coca;

import org.jspecify.annotations.NullMarked;
