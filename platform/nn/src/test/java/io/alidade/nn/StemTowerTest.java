package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.testkit.Tolerance;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StemTowerTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private StemTower tower(int blocks) {
    return new StemTower(
        16, new StemTowerSettings(4, blocks, 2), 6, manager, new SplittableRandom(1));
  }

  private NDArray images(int count) {
    return manager.create(
        random(count * 3 * 16 * 16, new SplittableRandom(2)), new Shape(count, 3, 16, 16));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void givesARowForEachImage(int blocks) {
    StemTower tower = tower(blocks);
    assertThat(tower.pooled(images(5), Mode.TRAINING).getShape()).isEqualTo(new Shape(5, 6));
    assertThat(tower.pooled(images(1), Mode.EVALUATION).getShape()).isEqualTo(new Shape(1, 6));
    assertThat(tower.parameters().trained().keySet().stream().filter(n -> n.startsWith("blocks.")))
        .hasSize(12 * blocks);
  }

  @Test
  void evaluationMovesNothing() {
    StemTower tower = tower(1);
    tower.pooled(images(5), Mode.TRAINING);
    Map<String, float[]> before = buffers(tower);
    float[] first = tower.pooled(images(5), Mode.EVALUATION).toFloatArray();
    assertThat(buffers(tower)).usingRecursiveComparison().isEqualTo(before);
    assertThat(tower.pooled(images(5), Mode.EVALUATION).toFloatArray()).isEqualTo(first);
  }

  @Test
  void evaluationLooksAtEachImageAlone() {
    StemTower tower = tower(1);
    tower.pooled(images(5), Mode.TRAINING);
    NDArray images = images(5);
    NDArray together = tower.pooled(images, Mode.EVALUATION);
    for (int i = 0; i < 5; i++) {
      NDArray alone = tower.pooled(images.get(i + ":" + (i + 1)), Mode.EVALUATION);
      Tolerance.LAYER.check("image " + i, together.get(i).toFloatArray(), alone.toFloatArray());
    }
  }

  @Test
  void trainingMovesEveryRunningStatistic() {
    StemTower tower = tower(0);
    Map<String, float[]> before = buffers(tower);
    NDArray batch = tower.pooled(images(5), Mode.TRAINING);
    Map<String, float[]> after = buffers(tower);
    assertThat(before).hasSize(2 * 5); // of the stem and of two norms in each residual block
    before.forEach((name, values) -> assertThat(after.get(name)).as(name).isNotEqualTo(values));
    assertThat(tower.pooled(images(5), Mode.EVALUATION).toFloatArray())
        .isNotEqualTo(batch.toFloatArray());
  }

  /** The same numbers as in training, and the running statistics stay. */
  @Test
  void statisticsOfABatchAloneMoveNothing() {
    StemTower tower = tower(1);
    Map<String, float[]> before = buffers(tower);
    NDArray still = tower.pooled(images(5), Mode.BATCH);
    assertThat(buffers(tower)).usingRecursiveComparison().isEqualTo(before);
    assertThat(still.toFloatArray())
        .isEqualTo(tower.pooled(images(5), Mode.TRAINING).toFloatArray());
  }

  /** Along one direction through all parameters, the loss changes as the gradients say. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void itsGradientsAgreeWithAFiniteDifference(int blocks) {
    StemTower tower = tower(blocks);
    NDArray images = images(4);
    SplittableRandom random = new SplittableRandom(4);
    NDArray weights = manager.create(random(24, random), new Shape(4, 6));
    List<NDArray> leaves = List.copyOf(tower.parameters().trained().values());
    Graph graph =
        new Graph("tower", leaves, () -> tower.pooled(images, Mode.TRAINING).mul(weights).sum());
    List<double[]> gradients = graph.gradients(() -> {});
    List<float[]> starts = leaves.stream().map(leaf -> leaf.stopGradient().toFloatArray()).toList();
    List<float[]> direction = starts.stream().map(start -> random(start.length, random)).toList();
    double expected = 0;
    for (int i = 0; i < leaves.size(); i++) {
      for (int j = 0; j < direction.get(i).length; j++) {
        expected += gradients.get(i)[j] * direction.get(i)[j];
      }
    }
    double h = 1e-4; // small enough for the kinks of rectified units
    double slope =
        (moved(graph, starts, direction, h) - moved(graph, starts, direction, -h)) / (2 * h);
    assertThat(Math.abs(slope - expected))
        .as("%s; expected %s", slope, expected)
        .isLessThan(0.005 * Math.abs(expected));
  }

  @Test
  void itsGradientsSurviveACollection() {
    StemTower tower = tower(1);
    NDArray images = images(4);
    List<NDArray> leaves = List.copyOf(tower.parameters().trained().values());
    Graph graph = new Graph("tower", leaves, () -> tower.pooled(images, Mode.TRAINING).sum());
    List<double[]> undisturbed = graph.gradients(() -> {});
    List<double[]> disturbed = graph.gradients(Garbage::collect);
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(disturbed.get(i)).isEqualTo(undisturbed.get(i));
    }
  }

  private static float[] random(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double moved(
      Graph graph, List<float[]> starts, List<float[]> direction, double h) {
    for (int i = 0; i < starts.size(); i++) {
      float[] values = starts.get(i).clone();
      for (int j = 0; j < values.length; j++) {
        values[j] += (float) (h * direction.get(i)[j]);
      }
      graph.leaves().get(i).set(FloatBuffer.wrap(values));
    }
    return graph.scalar().get().getFloat();
  }

  @Test
  void refusesSettingsThatDoNotFit() {
    assertThatThrownBy(
            () ->
                new StemTower(
                    20, new StemTowerSettings(4, 0, 1), 6, manager, new SplittableRandom(1)))
        .hasMessage("size is 20; expected a multiple of 8");
    assertThatThrownBy(() -> new StemTowerSettings(4, 1, 3))
        .hasMessage("heads is 3; expected a divisor of the width 4 x channels = 16");
    assertThat(new StemTowerSettings(4, 0, 3).heads()).isEqualTo(3); // no block, no heads
    assertThatThrownBy(() -> new TextTowerSettings(10, 1, 3, 8, 0, Activation.GELU, 1e-5))
        .hasMessage("heads is 3; expected a divisor of the width 10");
  }

  private static Map<String, float[]> buffers(StemTower tower) {
    Map<String, float[]> copies = new LinkedHashMap<>();
    tower.parameters().buffers().forEach((name, array) -> copies.put(name, array.toFloatArray()));
    return copies;
  }
}
