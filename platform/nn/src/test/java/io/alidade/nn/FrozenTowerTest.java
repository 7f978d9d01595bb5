package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrozenTowerTest {
  private static final int END = 9;
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

  private TextTower tower(int heads, long seed) {
    return new TextTower(
        new TextTowerSettings(8, 2, heads, 7, 0, Activation.GELU, 1e-5),
        new OpenClipModel.Ids(10, 7, END),
        4,
        manager,
        new SplittableRandom(seed));
  }

  private NDArray texts() {
    return manager.create(new long[] {8, 1, 2, END, 8, 3, END, END}, new Shape(2, 4));
  }

  @Test
  void recordsNoGraphThoughGradientsAreOn() {
    TextTower tower = tower(2, 5);
    NDArray texts = texts();
    NDArray learning = Engine.withGradients(() -> tower.pooled(texts));
    assertThatThrownBy(() -> learning.setRequiresGradient(false)) // refused inside of a graph
        .isInstanceOf(EngineException.class);
    tower.parameters().freeze();
    NDArray frozen = Engine.withGradients(() -> tower.pooled(texts));
    frozen.setRequiresGradient(false);
    assertThat(frozen.toFloatArray()).isEqualTo(learning.toFloatArray());
  }

  /** d sum(y W) / d W is y's sum over the batch, in every column. */
  @Test
  void lendsItsOutputToWhatIsTrainedBehindIt() {
    TextTower tower = tower(2, 5);
    tower.parameters().freeze();
    NDArray output = Engine.withoutGradients(() -> tower.pooled(texts())); // (2, 4)
    NDArray head = manager.ones(new Shape(4, 3));
    head.setRequiresGradient(true);
    Engine.withGradients(
        () -> {
          NDArray loss = output.matMul(head).sum();
          Garbage.collect();
          Ops.backward(loss);
          return loss;
        });
    float[] sums = output.sum(new int[] {0}).toFloatArray();
    float[] gradient = head.getGradient().toFloatArray();
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i]).isEqualTo(sums[i / 3]);
    }
  }

  @Test
  void hasAFingerprintOfItsTextAndValues() {
    TextTower tower = tower(2, 5);
    assertThat(tower.fingerprint()).isEmpty();
    tower.parameters().freeze();
    assertThat(tower.fingerprint()).isPresent().isEqualTo(tower.fingerprint());
    assertThat(frozen(tower(2, 5))).isEqualTo(frozen(tower));
    assertThat(frozen(tower(2, 6))).as("other values").isNotEqualTo(frozen(tower));
    assertThat(frozen(tower(4, 5))).as("other heads").isNotEqualTo(frozen(tower));
    TextTower moved = tower(2, 5);
    NDArray last = List.copyOf(moved.parameters().trained().values()).get(28);
    float[] values = last.toFloatArray();
    values[values.length - 1] = Math.nextUp(values[values.length - 1]);
    last.set(values);
    assertThat(frozen(moved)).as("one bit of one value").isNotEqualTo(frozen(tower));
  }

  private static String frozen(TextTower tower) {
    tower.parameters().freeze();
    return tower.fingerprint().orElseThrow();
  }

  @Test
  void ofImagesHasAFingerprintThatItsStatisticsAreAPartOf() {
    StemTower tower =
        new StemTower(8, new StemTowerSettings(2, 0, 1), 4, manager, new SplittableRandom(1));
    assertThat(tower.fingerprint()).isEmpty();
    tower.parameters().freeze();
    StemTower other =
        new StemTower(8, new StemTowerSettings(2, 0, 1), 4, manager, new SplittableRandom(1));
    other.pooled(manager.randomNormal(new Shape(4, 3, 8, 8)), Mode.TRAINING);
    other.parameters().freeze();
    assertThat(other.fingerprint()).isPresent().isNotEqualTo(tower.fingerprint());
  }
}
