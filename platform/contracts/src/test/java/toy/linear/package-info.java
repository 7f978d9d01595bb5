/**
 * A linear classifier over pixels, with faults on request: what the method contract is tested with.
 *
 * <pre>
 *   s(x, c) = w_c . x + b_c
 * </pre>
 *
 * <p>J. S. Bridle. <i>Probabilistic interpretation of feedforward classification network
 * outputs</i>. 1990. https://doi.org/10.1007/978-3-642-76153-9_28
 *
 * <p>Differs from the paper: one layer.
 */
package toy.linear;
