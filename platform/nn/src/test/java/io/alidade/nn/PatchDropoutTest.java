package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Step;
import io.alidade.testkit.Tolerance;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PatchDropoutTest {
  private static final Step STEP = new Step(3, 10, 1);
  private static final int PATCH = 8;

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

  /** {@code max(1, int(N (1 - p)))}: 49 * 0.5 = 24.5, 49 * 0.01 = 0.49. */
  @ParameterizedTest
  @CsvSource({"49, 0.5, 24", "49, 0.75, 12", "49, 0.99, 1", "4, 0.5, 2"})
  void keepsAsManyAsOpenClip(int patches, double share, int kept) {
    PatchDropout dropout = new PatchDropout(patches, share);

    assertThat(dropout.kept()).isEqualTo(kept);
    assertThat(Arrays.stream(dropout.draw(0, 1, STEP)).boxed())
        .hasSize(kept)
        .doesNotHaveDuplicates()
        .allMatch(patch -> patch >= 0 && patch < patches);
  }

  @Test
  void drawsAfreshForEachRowAndStepAndTheSameForPartsOfABatch() {
    PatchDropout dropout = new PatchDropout(49, 0.5);
    long[] whole = dropout.draw(0, 4, STEP);

    assertThat(dropout.draw(0, 4, new Step(4, 10, 1))).isNotEqualTo(whole);
    assertThat(Arrays.copyOfRange(whole, 24, 48)).isNotEqualTo(Arrays.copyOfRange(whole, 0, 24));
    assertThat(dropout.draw(1, 3, STEP)).isEqualTo(Arrays.copyOfRange(whole, 24, 96));
  }

  @Test
  void keepsEveryPatchAboutAsOften() {
    int[] counts = new int[16];
    for (long patch : new PatchDropout(16, 0.75).draw(0, 4000, STEP)) {
      counts[(int) patch]++;
    }
    // 4000 rows keep each of 16 patches with probability 1/4: 1000, deviation 27.
    assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 1000) < 140);
  }

  /**
   * The four patches that an image of 32 x 32 keeps, laid out as an image of 16 x 16, seen by a
   * tower without dropout whose positions are those of the kept patches.
   */
  @ParameterizedTest
  @EnumSource(PoolSettings.Kind.class)
  void seesTheKeptPatchesAtTheirPlaces(PoolSettings.Kind pool) {
    VisionTransformer tower = tower(32, 0.75, pool);
    NDArray images = manager.randomNormal(new Shape(3, 3, 32, 32));
    int first = 5;
    NDArray actual = tower.trained(images, first, STEP);
    long[] keep = new PatchDropout(16, 0.75).draw(first, 3, STEP);

    for (int row = 0; row < 3; row++) {
      VisionTransformer plain = tower(16, 0, pool);
      tower.parameters().trained().forEach((name, value) -> give(plain, name, value));
      NDArray positions = tower.parameters().trained().get("positions");
      NDList places = new NDList(positions.get("0:1"));
      NDArray image = manager.zeros(new Shape(1, 3, 16, 16));
      for (int k = 0; k < 4; k++) {
        long patch = keep[4 * row + k];
        places.add(positions.get((1 + patch) + ":" + (2 + patch)));
        image.set(index(0, k / 2, k % 2), images.get(index(row, (int) patch / 4, (int) patch % 4)));
      }
      give(plain, "positions", NDArrays.concat(places));

      Tolerance.LAYER.check(
          "row " + row,
          actual.get(row).toFloatArray(),
          plain.pooled(image, Mode.TRAINING).toFloatArray());
    }
  }

  @Test
  void changesNothingAtZeroAndNothingInEvaluation() {
    NDArray images = manager.randomNormal(new Shape(3, 3, 32, 32));
    float[] plain =
        tower(32, 0, PoolSettings.Kind.CLASS).pooled(images, Mode.EVALUATION).toFloatArray();

    assertThat(tower(32, 0, PoolSettings.Kind.CLASS).trained(images, 0, STEP).toFloatArray())
        .isEqualTo(plain);
    VisionTransformer dropping = tower(32, 0.5, PoolSettings.Kind.CLASS);
    assertThat(dropping.pooled(images, Mode.EVALUATION).toFloatArray()).isEqualTo(plain);
    assertThat(dropping.trained(images, 0, STEP).toFloatArray()).isNotEqualTo(plain);
  }

  @Test
  void refusesToDropAll() {
    assertThatThrownBy(() -> tower(32, 1, PoolSettings.Kind.CLASS))
        .hasMessage("patch-dropout is 1.0; expected a share below 1");
  }

  private static NDIndex index(int row, int down, int across) {
    return new NDIndex(
        "%d:%d, :, %d:%d, %d:%d"
            .formatted(
                row,
                row + 1,
                down * PATCH,
                (down + 1) * PATCH,
                across * PATCH,
                (across + 1) * PATCH));
  }

  private static void give(VisionTransformer tower, String name, NDArray values) {
    NDArray target = tower.parameters().trained().get(name);
    if (target.getShape().equals(values.getShape())) {
      Ops.copy(values, target);
    }
  }

  private VisionTransformer tower(int size, double share, PoolSettings.Kind pool) {
    return new VisionTransformer(
        size,
        new VisionTransformerSettings(
            PATCH,
            16,
            2,
            2,
            0,
            Activation.GELU,
            1e-5,
            true,
            0,
            VisionTransformerSettings.Positions.LEARNT,
            new PoolSettings(pool, 2, 2),
            share),
        8,
        manager,
        new SplittableRandom(1));
  }
}
