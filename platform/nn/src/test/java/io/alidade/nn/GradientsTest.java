package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of every operator and layer are right, and stay right when Java collects garbage. */
class GradientsTest {
  private static NDManager manager;

  @BeforeAll
  static void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @BeforeEach
  void configure() {
    Engine.configure(1);
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  static Stream<Graph> inDoublePrecision() {
    open();
    return Graph.all(DataType.FLOAT64, manager);
  }

  static Stream<Graph> inSinglePrecision() {
    open();
    return Graph.all(DataType.FLOAT32, manager);
  }

  /** {@code (f(x + h) - f(x - h)) / 2h}, place by place. */
  @ParameterizedTest
  @MethodSource("inDoublePrecision")
  void agreeWithFiniteDifferences(Graph graph) {
    List<double[]> gradients = graph.gradients(() -> {});
    for (int i = 0; i < graph.leaves().size(); i++) {
      NDArray leaf = graph.leaves().get(i);
      double[] values = Graph.doubles(leaf.stopGradient());
      int stride = 1 + values.length / 40; // every place of small leaves, 40 of large ones
      for (int place = 0; place < values.length; place += stride) {
        double h = 1e-5;
        double slope =
            (at(graph, leaf, values, place, h) - at(graph, leaf, values, place, -h)) / (2 * h);
        double gradient = gradients.get(i)[place];
        assertThat(Math.abs(gradient - slope))
            .as("%s: leaf %d, place %d: %s; expected %s", graph, i, place, gradient, slope)
            .isLessThanOrEqualTo(1e-6 + 1e-6 * Math.abs(slope));
      }
    }
  }

  private static double at(Graph graph, NDArray leaf, double[] values, int place, double change) {
    double[] moved = values.clone();
    moved[place] += change;
    leaf.set(DoubleBuffer.wrap(moved));
    double result = graph.scalar().get().getDouble();
    leaf.set(DoubleBuffer.wrap(values));
    return result;
  }

  @ParameterizedTest
  @MethodSource("inSinglePrecision")
  void surviveACollectionBetweenForwardAndBackward(Graph graph) {
    List<double[]> undisturbed = graph.gradients(() -> {});
    for (int i = 0; i < 3; i++) {
      List<double[]> disturbed = graph.gradients(Garbage::collect);
      for (int leaf = 0; leaf < undisturbed.size(); leaf++) {
        assertThat(disturbed.get(leaf)).isEqualTo(undisturbed.get(leaf));
      }
    }
  }

  /** The engine's own operator with a Java number: if this one survived, none would be tested. */
  @Test
  void doNotSurviveACollectionWithAJavaNumberInTheGraph() {
    NDArray leaf = manager.ones(new Shape(4));
    Graph unsafe = new Graph("mul(Number)", List.of(leaf), () -> leaf.mul(2).sum());
    boolean wrong = false;
    for (int i = 0; i < 40 && !wrong; i++) { // measured: 9 of 10 are wrong
      wrong = unsafe.gradients(Garbage::collect).get(0)[0] != 2;
    }
    assertThat(wrong).isTrue();
  }
}
