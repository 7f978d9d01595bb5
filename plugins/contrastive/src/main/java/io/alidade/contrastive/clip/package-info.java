/**
 * CLIP: contrastive language-image pre-training.
 *
 * <p>An image tower and a text tower embed a batch of image-text pairs into one space. Of the B x B
 * pairings the B true ones should have the highest cosine similarity, looked at from the image and
 * looked at from the text. A class is then recognised without having been trained, by the embedding
 * of its name.
 *
 * <pre>
 *   I_i, T_i   embeddings of image and text i, of unit length
 *   s_ij     = exp(t) I_i . T_j                    exp(t) = 1 / temperature, learnt
 *   L        = 1/2 mean_i -log softmax_j(s_ij)[i]  the text that belongs to image i
 *            + 1/2 mean_j -log softmax_i(s_ij)[j]  the image that belongs to text j
 * </pre>
 *
 * <p>A. Radford, J. W. Kim, C. Hallacy, A. Ramesh, G. Goh, S. Agarwal, G. Sastry, A. Askell, P.
 * Mishkin, J. Clark, G. Krueger, I. Sutskever. <i>Learning transferable visual models from natural
 * language supervision</i>. ICML 2021. https://arxiv.org/abs/2103.00020. The loss is the
 * pseudo-code of figure 3; the logit scale's start and limit, section 2.5.
 *
 * <p>Differs from the paper: by default small towers for small images, that learn in minutes on a
 * CPU (a convolutional stem with batch norm and a flattened read-out; one causal text layer instead
 * of twelve), while {@code image.kind = vit} and {@code resnet} are the paper's; the tokenizer is
 * learnt from the training captions; the text tower's last norm starts from data; the logit scale
 * learns at a rate of its own and, as the paper's, is kept at most 100 by clamping.
 */
@NullMarked
package io.alidade.contrastive.clip;

import org.jspecify.annotations.NullMarked;
