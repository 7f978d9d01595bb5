/**
 * CoOp: the words around a class name are learnt.
 *
 * <p>A class text is made of M vectors and the tokens of the class name, in place of a sentence
 * that somebody wrote. The vectors go through the frozen text tower and learn from a few labelled
 * images, whose features are computed once. They are shared by all classes, so that new classes can
 * be named, or each class has its own.
 *
 * <pre>
 *   t_k  = [v_1] [v_2] ... [v_M] [name of class k]         v_m learn, in the space of tokens
 *   p(k) = softmax_k(exp(s) f . g(t_k))                    f image feature, g text tower, unit length
 *   loss = mean -log p(label)
 * </pre>
 *
 * <p>K. Zhou, J. Yang, C. C. Loy, Z. Liu. <i>Learning to prompt for vision-language models</i>.
 * International Journal of Computer Vision 130, 2022. https://arxiv.org/abs/2109.01134 (equations 2
 * to 4).
 *
 * <p>Differs from the paper: training images are not augmented, so that their features are computed
 * once; a text to begin from is learnt whole, where the authors' code takes as many tokens as it
 * has words; exp(s) is the foundation's own scale. A name that does not fit into the tower's
 * context is cut and noted, where the authors' code fails.
 */
@NullMarked
package io.alidade.prompt.coop;

import org.jspecify.annotations.NullMarked;
