package io.alidade.generative.mim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.nn.StemTower;
import io.alidade.nn.StemTowerSettings;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatchDecoderTest {
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

  private NDArray leaf(NDArray array) {
    array.setRequiresGradient(true);
    return array;
  }

  /** MAE's forward_loss on normalised pixels: 3 images of 16 pixels a side, patches of 4. */
  @Test
  void hasTheLossOfMae() {
    GoldenCase golden = Golden.read("losses/mae_pixel");
    NDArray prediction = leaf(golden.tensor("in.prediction").on(manager)); // (3, 16, 48)
    NDArray images = golden.tensor("in.images").on(manager); // (3, 3, 16, 16)
    NDArray mask = golden.tensor("in.mask").on(manager); // (3, 16)
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total = PatchDecoder.loss(prediction, images, mask, 4);
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check(
        "d prediction", prediction.getGradient(), golden.tensor("grad.prediction"));
  }

  /** An image of 2 x 2 patches of 8 pixels, all 5: with the second hidden, its corner alone. */
  @Test
  void hidesThePatchesThatAreMasked() {
    StemTower tower =
        new StemTower(16, new StemTowerSettings(2, 0, 1), 4, manager, new SplittableRandom(1));
    PatchDecoder decoder = new PatchDecoder(tower, 16, manager, new SplittableRandom(2));
    assertThat(decoder.patches()).isEqualTo(4);
    NDArray images = manager.full(new Shape(1, 3, 16, 16), 5f);
    NDArray mask = manager.create(new float[] {0, 1, 0, 0}, new Shape(1, 4));
    NDArray hidden = decoder.hide(images, mask); // (1, 3, 16, 16)
    NDArray patch = decoder.parameters().trained().get("mask"); // (1, 3, 8, 8)
    assertThat(hidden.get(":, :, :8, 8:").contentEquals(patch)).isTrue();
    assertThat(hidden.get(":, :, :8, :8").contentEquals(images.get(":, :, :8, :8"))).isTrue();
    assertThat(hidden.get(":, :, 8:, :").contentEquals(images.get(":, :, 8:, :"))).isTrue();
  }

  @Test
  void hidesAsManyPatchesAsTheRatioSaysAndAllAlike() {
    int[] times = new int[16];
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < 2000; draw++) {
      boolean[] hidden = MimObjective.hidden(16, 0.6, random);
      int count = 0;
      for (int n = 0; n < 16; n++) {
        count += hidden[n] ? 1 : 0;
        times[n] += hidden[n] ? 1 : 0;
      }
      assertThat(count).isEqualTo(10); // 9.6
    }
    // 2000 draws at 10 in 16: 1250, give or take 4 deviations of 21.7.
    for (int each : times) {
      assertThat((double) each).isCloseTo(1250, within(87.0));
    }
    assertThat(MimObjective.hidden(16, 0.001, random)).contains(true);
  }
}
