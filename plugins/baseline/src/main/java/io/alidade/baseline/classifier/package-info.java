/**
 * Plain classifier: an image tower trained from scratch on the labels that a method may see.
 *
 * <p>No text and no foundation: the tower's read-out has one output a class, and learns by cross
 * entropy. Of all labelled images it says what language adds; of a few shots, what the foundation
 * does.
 *
 * <pre>
 *   z = tower(x), one number a class        L = mean -log softmax(z)[label]
 * </pre>
 *
 * <p>A. Krizhevsky, I. Sutskever, G. Hinton. <i>ImageNet classification with deep convolutional
 * neural networks</i>. NIPS 2012.
 * https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks
 *
 * <p>Differs from the paper: the towers are those that vision-language models are given here, so
 * that the two are compared at equal size; classes are matched by name, and one that training never
 * named is scored below all others.
 */
@NullMarked
package io.alidade.baseline.classifier;

import org.jspecify.annotations.NullMarked;
