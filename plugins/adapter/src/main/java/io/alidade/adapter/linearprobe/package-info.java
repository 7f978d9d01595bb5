/**
 * Linear probe: logistic regression on the features of a frozen image tower.
 *
 * <p>The image tower stays as it is; a linear layer is fitted on its features over all samples at
 * once, by L-BFGS. How strongly it is held back is chosen on validation. No text is used, so what
 * it knows of a class comes from the samples alone.
 *
 * <pre>
 *   z = W x + b        L = mean -log softmax(z)[label] + |W|^2 / (2 C N)
 * </pre>
 *
 * <p>A. Radford, J. W. Kim, C. Hallacy et al. <i>Learning transferable visual models from natural
 * language supervision</i>. ICML 2021. https://arxiv.org/abs/2103.00020 (appendix A.3).
 *
 * <p>Differs from the paper: features are the embeddings at unit length, behind the projection, so
 * that all transfer methods see the same; of the sweep over C its first, coarse part is made, from
 * 1e-6 to 1e6 by hundreds, without the binary search that follows it. A class that training never
 * named is scored below all others.
 */
@NullMarked
package io.alidade.adapter.linearprobe;

import org.jspecify.annotations.NullMarked;
