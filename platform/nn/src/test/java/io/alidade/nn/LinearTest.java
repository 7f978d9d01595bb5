package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ParameterGroup;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which rows are grouped, against sums of products written out. */
class LinearTest {
  private static final int IN = 5;
  private static final int OUT = 3;
  private static final String TEXT =
      """
        def plain(self, x: Tensor, w: Tensor, b: Tensor, to: Tensor) -> Tensor:
          return (self).linear(x, w, b)
        def added(self, x: Tensor, w: Tensor, b: Tensor, to: Tensor) -> Tensor:
          return (self).linear_add(x, w, b, to)
      """;

  private final SplittableRandom random = new SplittableRandom(5);
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.open("cpu");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Few places a row; groups of a batch; loose rows in 16 groups, too few, and not divisible. */
  @ParameterizedTest
  @ValueSource(strings = {"2,3", "3,8", "64", "32", "65", "1,70"})
  void isTheSumOfProductsWithItsGradients(String rows) {
    long[] leading = Arrays.stream(rows.split(",", -1)).mapToLong(Long::parseLong).toArray();
    int n = (int) Arrays.stream(leading).reduce(1, (a, b) -> a * b);
    float[] x = values(n * IN);
    float[] w = values(OUT * IN);
    float[] b = values(OUT);
    float[] to = values(n * OUT);
    float[] pull = values(n * OUT); // what the gradient of the result is
    for (String method : List.of("plain", "added")) {
      Map<String, NDArray> leaves = new LinkedHashMap<>();
      leaves.put("x", leaf(x, new Shape(leading).add(IN)));
      leaves.put("w", leaf(w, new Shape(OUT, IN)));
      leaves.put("b", leaf(b, new Shape(OUT)));
      leaves.put("to", leaf(to, new Shape(leading).add(OUT)));
      NDArray weights = leaf(pull, new Shape(leading).add(OUT));
      Script script = Script.compile("LinearTest", TEXT, manager);
      Gradients gradients =
          new Gradients(List.of(new ParameterGroup("all", leaves, 1, 1)), manager);
      NDArray result =
          Engine.withGradients(
              () -> {
                NDArray y = script.call(method, leaves.values().toArray(NDArray[]::new));
                gradients.add(y.mul(weights).sum());
                return y;
              });
      boolean added = method.equals("added");
      assertThat(result.getShape()).isEqualTo(new Shape(leading).add(OUT));
      float[] sums = new float[n * OUT];
      float[] forX = new float[n * IN];
      float[] forW = new float[OUT * IN];
      float[] forB = new float[OUT];
      for (int r = 0; r < n; r++) {
        for (int o = 0; o < OUT; o++) {
          float pulled = pull[r * OUT + o];
          sums[r * OUT + o] = b[o] + (added ? to[r * OUT + o] : 0);
          forB[o] += pulled;
          for (int i = 0; i < IN; i++) {
            sums[r * OUT + o] += x[r * IN + i] * w[o * IN + i];
            forX[r * IN + i] += pulled * w[o * IN + i];
            forW[o * IN + i] += pulled * x[r * IN + i];
          }
        }
      }
      check(result.toFloatArray(), sums);
      check(gradient(gradients, "x"), forX);
      check(gradient(gradients, "w"), forW);
      check(gradient(gradients, "b"), forB);
      if (added) {
        check(gradient(gradients, "to"), pull);
      } else {
        assertThat(gradients.byName()).doesNotContainKey("to");
      }
      gradients.close();
    }
  }

  /** No text, no image: nothing to compute is no division by nothing. */
  @Test
  void ofNoRowsAreNoRows() {
    Script script = Script.compile("LinearTest", TEXT, manager);
    NDArray none = manager.zeros(new Shape(0, 4, IN));
    NDArray w = leaf(values(OUT * IN), new Shape(OUT, IN));
    NDArray b = leaf(values(OUT), new Shape(OUT));
    NDArray y = script.call("plain", none, w, b, manager.zeros(new Shape(0, 4, OUT)));
    assertThat(y.getShape()).isEqualTo(new Shape(0, 4, OUT));
  }

  private static float[] gradient(Gradients gradients, String name) {
    return gradients.byName().get(name).toFloatArray();
  }

  private static void check(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected).containsExactly(expected, within(1e-4f));
  }

  private float[] values(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private NDArray leaf(float[] values, Shape shape) {
    try (NDArray lent = manager.create(values, shape)) {
      NDArray leaf = lent.duplicate();
      leaf.setRequiresGradient(true);
      return leaf;
    }
  }
}
