/**
 * Nearest training drawing by pixels: what can be reached by looking alone, without learning.
 *
 * <p>Every image is made 16 x 16 on white, the mean of its values is taken off, and it is brought
 * to unit length. A test image is answered with the class name of the training image that lies
 * nearest. Whatever a vision-language model reaches has to be held against this number: part of any
 * style is shared with the styles that were trained on.
 *
 * <pre>
 *   v(x) = (x - mean(x)) / |x - mean(x)|
 *   s(x, c) = max over training images t of class c of v(x) . v(t)
 * </pre>
 *
 * <p>T. Cover, P. Hart. <i>Nearest neighbor pattern classification</i>. IEEE Transactions on
 * Information Theory 13(1), 1967, pages 21-27 (rule 1-NN, equation 1).
 * https://doi.org/10.1109/TIT.1967.1053964
 *
 * <p>Differs from the paper: the distance is the angle between mean-free pixels, so that brightness
 * and contrast do not count; classes are matched by name, since the test's classes are given as
 * names; a class that training never showed is scored below all others.
 */
@NullMarked
package io.alidade.baseline.pixels;

import org.jspecify.annotations.NullMarked;
