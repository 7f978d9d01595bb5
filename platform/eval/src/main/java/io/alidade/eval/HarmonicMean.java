package io.alidade.eval;

/** {@code 2 a b / (a + b)}: as high as the lower of two shares lets it be. */
public final class HarmonicMean {
  private HarmonicMean() {}

  /** Of two shares; 0 where either is. */
  public static double of(double a, double b) {
    return a == 0 || b == 0 ? 0 : 2 * a * b / (a + b);
  }
}
