package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.LossTerms;
import io.alidade.api.ParameterGroup;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearProbeTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static void set(NDArray parameter, NDArray values) {
    Ops.copy(values, parameter);
  }

  /** At scikit-learn's converged coefficients our loss is level, and says the same of new rows. */
  @ParameterizedTest
  @ValueSource(strings = {"0.01", "0.1", "0.316", "1.0", "10.0", "100.0"})
  void isLevelAtTheReferencesSolution(String strength) {
    GoldenCase golden = Golden.read("transfer/linear_probe");
    LinearProbe probe = new LinearProbe(7, 24, manager);
    set(probe.parameters().get("weight"), at(golden, "C" + strength + ".coef_converged"));
    set(probe.parameters().get("bias"), at(golden, "C" + strength + ".intercept_converged"));
    NDArray rows = at(golden, "train");
    NDArray labels = golden.tensor("train_labels").on(manager);
    List<ParameterGroup> group = List.of(new ParameterGroup("all", probe.parameters(), 1, 0));
    try (Gradients gradients = new Gradients(group, manager)) {
      Engine.withGradients(
          () -> gradients.add(probe.loss(rows, labels, Double.parseDouble(strength)).total()));
      for (Map.Entry<String, NDArray> each : gradients.byName().entrySet()) {
        for (double slope : each.getValue().toDoubleArray()) {
          assertThat(slope).as(each.getKey()).isCloseTo(0, within(1e-7));
        }
      }
    }
    float[] found =
        probe.logits(at(golden, "test")).softmax(1).toType(DataType.FLOAT32, false).toFloatArray();
    float[] expected = golden.tensor("C" + strength + ".probability_converged").floats();
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  private NDArray at(GoldenCase golden, String tensor) {
    return manager
        .create(golden.tensor(tensor).values(), new Shape(golden.tensor(tensor).shape()))
        .duplicate();
  }

  /**
   * Two samples of two classes at zeros: every probability is 1/2, so ln 2. With W = ((1), (-1)), x
   * = 1 and 2, both of class 0, C = 5: logits +-1 and +-2, so log(1 + e^-2) and log(1 + e^-4)
   * halved and added, and a penalty of 2 / (2 * 5 * 2) = 0.1.
   */
  @Test
  void hasTheLossOfAHandCalculation() {
    LinearProbe probe = new LinearProbe(2, 1, manager);
    NDArray rows = manager.create(new double[] {1, 2}, new Shape(2, 1));
    NDArray labels = manager.create(new long[] {0, 0});
    assertThat(probe.loss(rows, labels, 5).total().getDouble())
        .isCloseTo(Math.log(2), within(1e-12));
    set(probe.parameters().get("weight"), manager.create(new double[] {1, -1}, new Shape(2, 1)));
    LossTerms terms = probe.loss(rows, labels, 5);
    assertThat(terms.byName().get("cross-entropy").getDouble())
        .isCloseTo((Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(-4))) / 2, within(1e-12));
    assertThat(terms.byName().get("penalty").getDouble()).isCloseTo(0.1, within(1e-12));
  }
}
