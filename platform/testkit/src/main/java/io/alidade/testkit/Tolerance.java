package io.alidade.testkit;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * How far a number may lie from the expected one: {@code absolute + relative * |expected|}.
 *
 * @param absolute part that does not grow
 * @param relative part that grows with the number
 */
public record Tolerance(double absolute, double relative) {
  /** One loss, one layer, an optimiser's trajectory, in float32. */
  public static final Tolerance LAYER = new Tolerance(1e-5, 1e-5);

  /** A whole tiny model, in float32. */
  public static final Tolerance MODEL = new Tolerance(1e-4, 1e-4);

  /** Gradients of a whole tiny model, in float32. */
  public static final Tolerance GRADIENT = new Tolerance(1e-4, 1e-3);

  /** Fails with the place that is furthest off; shapes must agree too. */
  public void check(String what, NDArray actual, Tensor expected) {
    long[] shape = actual.getShape().getShape();
    if (!Arrays.equals(shape, expected.shape())) {
      throw new AssertionError(
          "%s: shape %s; expected %s"
              .formatted(what, Arrays.toString(shape), Arrays.toString(expected.shape())));
    }
    check(what, actual.toFloatArray(), expected.floats());
  }

  /** Fails with the place that is furthest off. */
  public void check(String what, float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      throw new AssertionError(
          "%s: %d values; expected %d".formatted(what, actual.length, expected.length));
    }
    double worst = 0;
    int place = -1;
    for (int i = 0; i < actual.length; i++) {
      double excess = excess(actual[i], expected[i]);
      if (excess > worst) {
        worst = excess;
        place = i;
      }
    }
    if (place >= 0) {
      throw new AssertionError(
          "%s: value %d of %d is %s; expected %s within %s + %s relative"
              .formatted(
                  what, place, actual.length, actual[place], expected[place], absolute, relative));
    }
  }

  /** 0 within the tolerance; numbers that are not finite must be the same. */
  private double excess(float actual, float expected) {
    if (Float.compare(actual, expected) == 0) {
      return 0;
    }
    double distance = Math.abs((double) actual - expected);
    if (!Double.isFinite(distance)) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(0, distance - absolute - relative * Math.abs((double) expected));
  }
}
