/**
 * Zero-shot: the foundation as it is.
 *
 * <p>Nothing is learnt from the shots. An image is answered with the class whose text lies nearest
 * to it in the foundation's own space. Every method that transfers a foundation has to be held
 * against this number.
 *
 * <pre>
 *   answer = argmax_c f(image) . g(text of class c)
 * </pre>
 *
 * <p>A. Radford, J. W. Kim, C. Hallacy et al. <i>Learning transferable visual models from natural
 * language supervision</i>. ICML 2021. https://arxiv.org/abs/2103.00020 (section 3.1).
 *
 * <p>Differs from the paper: the foundation is whatever the experiment names; the sentences around
 * a class name are the test's.
 */
@NullMarked
package io.alidade.baseline.zeroshot;

import org.jspecify.annotations.NullMarked;
