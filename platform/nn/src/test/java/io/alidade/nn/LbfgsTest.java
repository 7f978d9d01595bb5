package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alidade.nn.Lbfgs.Ending;
import io.alidade.nn.Lbfgs.Solution;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {
  private static final Tolerance CONVERGED = new Tolerance(1e-5, 1e-5);

  /**
   * f = (x - 3)^2 + 10 (y + 1)^2 from (0, 0): gradient (2 (x - 3), 20 (y + 1)), so the minimum is 0
   * at (3, -1). Two pairs know the whole of a bowl in the plane.
   */
  @Test
  void findsTheBottomOfABowlInAFewSteps() {
    Lbfgs.Function bowl =
        (x, g) -> {
          g[0] = 2 * (x[0] - 3);
          g[1] = 20 * (x[1] + 1);
          return (x[0] - 3) * (x[0] - 3) + 10 * (x[1] + 1) * (x[1] + 1);
        };
    Solution found = new Lbfgs(10, 100, 1e-10).minimise(bowl, new double[2]);
    assertThat(found.ending()).isEqualTo(Ending.CONVERGED);
    assertThat(found.x()).containsExactly(new double[] {3, -1}, within(1e-9));
    assertThat(found.value()).isCloseTo(0, within(1e-15));
    assertThat(found.iterations()).isLessThan(15);
    assertThat(found.evaluations()).isGreaterThanOrEqualTo(found.iterations());
  }

  /** Rosenbrock's valley, (1 - x)^2 + 100 (y - x^2)^2, whose one minimum is (1, 1). */
  @Test
  void followsABentValley() {
    Lbfgs.Function valley =
        (x, g) -> {
          double bend = x[1] - x[0] * x[0];
          g[0] = -2 * (1 - x[0]) - 400 * x[0] * bend;
          g[1] = 200 * bend;
          return (1 - x[0]) * (1 - x[0]) + 100 * bend * bend;
        };
    Solution found = new Lbfgs(10, 200, 1e-9).minimise(valley, new double[] {-1.2, 1});
    assertThat(found.x()).containsExactly(new double[] {1, 1}, within(1e-8));
    assertThat(found.iterations()).isLessThan(60);
  }

  /** x - log x is no number left of 0; its minimum is 1. From 0.01 the first steps jump over 0. */
  @Test
  void comesBackFromWhereThereIsNoNumber() {
    Lbfgs.Function wall =
        (x, g) -> {
          g[0] = 1 - 1 / x[0];
          return x[0] - Math.log(x[0]);
        };
    Solution found = new Lbfgs(5, 100, 1e-10).minimise(wall, new double[] {50});
    assertThat(found.x()[0]).isCloseTo(1, within(1e-9));
  }

  @Test
  void stopsWhenIterationsAreOverAndWhereNothingIsToBeDone() {
    Lbfgs.Function slope =
        (x, g) -> {
          g[0] = Math.exp(x[0]);
          return Math.exp(x[0]); // falls for ever
        };
    Solution over = new Lbfgs(5, 3, 1e-12).minimise(slope, new double[] {0});
    assertThat(over.ending()).isEqualTo(Ending.STOPPED);
    assertThat(over.iterations()).isEqualTo(3);
    Solution none = new Lbfgs(5, 3, 2).minimise(slope, new double[] {0});
    assertThat(none.ending()).isEqualTo(Ending.CONVERGED);
    assertThat(none.iterations()).isZero();
    assertThat(none.x()).containsExactly(0);
  }

  /** |x| has a gradient of 1 however near the minimum is: rounding ends it, not the tolerance. */
  @Test
  void saysWhenNoStepBringsTheValueDown() {
    Lbfgs.Function edge =
        (x, g) -> {
          g[0] = Math.signum(x[0]);
          return Math.abs(x[0]);
        };
    Solution found = new Lbfgs(5, 1000, 1e-10).minimise(edge, new double[] {0.3});
    assertThat(found.ending()).isNotEqualTo(Ending.STOPPED);
    assertThat(Math.abs(found.x()[0])).isLessThan(1e-6);
  }

  /** scikit-learn's LogisticRegression(solver="lbfgs", tol=1e-10), float64, on seven classes. */
  @ParameterizedTest
  @ValueSource(strings = {"0.01", "0.1", "0.316", "1.0", "10.0", "100.0"})
  void convergesToTheReferencesProbe(String strength) {
    GoldenCase golden = Golden.read("transfer/linear_probe");
    Probe probe = Probe.of(golden, Double.parseDouble(strength));
    Solution found =
        new Lbfgs(10, 1000, 1e-10).minimise(probe, new double[probe.classes * (probe.width + 1)]);
    int weights = probe.classes * probe.width;
    CONVERGED.check(
        "coefficients",
        floats(found.x(), 0, weights),
        golden.tensor("C" + strength + ".coef_converged").floats());
    CONVERGED.check(
        "intercepts",
        floats(found.x(), weights, found.x().length),
        golden.tensor("C" + strength + ".intercept_converged").floats());
  }

  private static float[] floats(double[] values, int from, int to) {
    float[] part = new float[to - from];
    for (int i = from; i < to; i++) {
      part[i - from] = (float) values[i];
    }
    return part;
  }

  /** Sum of cross entropies + |W|^2 / (2 C); x holds W (classes, width), then b (classes). */
  private static final class Probe implements Lbfgs.Function {
    final int classes = 7;
    final int width = 24;
    private final double strength;
    private final double[] rows;
    private final long[] labels;

    private Probe(double strength, double[] rows, long[] labels) {
      this.strength = strength;
      this.rows = rows;
      this.labels = labels;
    }

    static Probe of(GoldenCase golden, double strength) {
      return new Probe(
          strength, golden.tensor("train").values(), golden.tensor("train_labels").longs());
    }

    @Override
    public double at(double[] x, double[] gradient) {
      Arrays.fill(gradient, 0);
      double value = 0;
      for (int i = 0; i < classes * width; i++) {
        value += x[i] * x[i] / (2 * strength);
        gradient[i] = x[i] / strength;
      }
      for (int n = 0; n < labels.length; n++) {
        double[] logits = new double[classes];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          logits[c] = x[classes * width + c];
          for (int d = 0; d < width; d++) {
            logits[c] += x[c * width + d] * rows[n * width + d];
          }
          sum += Math.exp(logits[c]);
        }
        value += Math.log(sum) - logits[(int) labels[n]];
        for (int c = 0; c < classes; c++) {
          double error = Math.exp(logits[c]) / sum - (c == labels[n] ? 1 : 0);
          gradient[classes * width + c] += error;
          for (int d = 0; d < width; d++) {
            gradient[c * width + d] += error * rows[n * width + d];
          }
        }
      }
      return value;
    }
  }
}
