/**
 * Probe of a random tower: what a linear layer reaches on features that nobody trained.
 *
 * <p>An image tower of the foundation's make stands at random numbers. A linear layer is fitted on
 * its features, as a linear probe is on the foundation's. What a probe of the foundation reaches
 * beyond this number comes from what the foundation has learnt, not from the shape of its tower.
 *
 * <pre>
 *   z = W f(x) + b, f random        L = mean -log softmax(z)[label] + |W|^2 / (2 C N)
 * </pre>
 *
 * <p>K. Jarrett, K. Kavukcuoglu, M. Ranzato, Y. LeCun. <i>What is the best multi-stage architecture
 * for object recognition?</i> ICCV 2009. https://doi.org/10.1109/ICCV.2009.5459469 (section 3.1,
 * random filters).
 *
 * <p>Differs from the paper: the tower is the foundation's, with its start values; batch norms have
 * seen no batch; features are brought to unit length.
 */
@NullMarked
package io.alidade.baseline.randomtower;

import org.jspecify.annotations.NullMarked;
