package io.alidade.runtime.train;

import io.alidade.api.Range;

/**
 * How a training that is no steps but one problem is solved, by L-BFGS.
 *
 * @param maxIterations after which it ends, solved or not
 * @param tolerance the largest part of the gradient at which it is solved
 * @param memory steps that the curvature is known from
 */
public record SolverSettings(
    @Range(min = 1) int maxIterations,
    @Range(above = 0) double tolerance,
    @Range(min = 1) int memory) {
  /** The values in {@code reference.conf}. */
  public static final SolverSettings DEFAULT = new SolverSettings(1000, 1e-6, 10);
}
