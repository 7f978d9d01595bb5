/**
 * ITM: image-text matching with hard negatives.
 *
 * <p>An encoder that sees an image and a text together learns whether they are a pair. The pairings
 * that it has to refuse are drawn from the batch by the similarity that two towers give them, so
 * that they differ from true pairs in what the towers miss. At test time the towers find, and the
 * encoder puts the first found into order.
 *
 * <pre>
 *   s_ij = exp(t) I_i . T_j                      of the frozen towers
 *   j(i) drawn with probability softmax_{j != i}(s_ij),  i(j) with softmax_{i != j}(s_ij)
 *   L    = 1/3B sum of -log p(pair | I_i, T_i), -log p(none | I_i, T_j(i)), -log p(none | I_i(j), T_j)
 * </pre>
 *
 * <p>J. Li, R. Selvaraju, A. Gotmare, S. Joty, C. Xiong, S. Hoi. <i>Align before fuse: vision and
 * language representation learning with momentum distillation</i> (ALBEF). NeurIPS 2021.
 * https://arxiv.org/abs/2107.07651. Section 3.2, equation 3, and re-ranking as in its appendix on
 * retrieval.
 *
 * <p>Differs from the paper: the towers are a foundation's and stay frozen, so that neither a
 * contrastive nor a masked-language term stands beside the loss and no momentum copies are needed;
 * the encoder's blocks are causal and it is read at the end token, which has seen the whole text,
 * instead of at a class token; each look at the image follows a whole block over the text.
 */
@NullMarked
package io.alidade.alignment.itm;

import org.jspecify.annotations.NullMarked;
