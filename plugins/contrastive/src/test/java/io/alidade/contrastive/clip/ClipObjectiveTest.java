package io.alidade.contrastive.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.LossTerms;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.nn.Pairs;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClipObjectiveTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray leaf(NDArray array) {
    array.setRequiresGradient(true);
    return array;
  }

  /** ClipLoss of open_clip on 15 pairs; its scale is exponentiated already, as ours is. */
  @Test
  void hasTheLossAndTheGradientsOfOpenClip() {
    GoldenCase golden = Golden.read("losses/clip_infonce");
    NDArray image = leaf(golden.tensor("in.image").on(manager)); // (15, 16)
    NDArray text = leaf(golden.tensor("in.text").on(manager)); // (15, 16)
    NDArray scale = leaf(golden.tensor("in.logit_scale").on(manager));
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total = Pairs.contrast(image, text, scale).total();
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d image", image.getGradient(), golden.tensor("grad.image"));
    Tolerance.LAYER.check("d text", text.getGradient(), golden.tensor("grad.text"));
    Tolerance.LAYER.check("d scale", scale.getGradient(), golden.tensor("grad.logit_scale"));
  }

  /**
   * Two pairs at scale ln 3, images (1, 0) and (0, 1), texts (1, 0) and (1, 0). Logits are ln 3 and
   * ln 3 for image 1, 0 and 0 for image 2: each image sees two equal texts, -log 1/2. Each text
   * sees e^ln 3 = 3 and 1: -log 3/4 for text 1 and -log 1/4 for text 2.
   */
  @Test
  void weighsBothWaysByHalf() {
    NDArray image = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
    NDArray text = manager.create(new float[] {1, 0, 1, 0}, new Shape(2, 2));
    NDArray scale = manager.create((float) Math.log(3));
    LossTerms terms = Pairs.contrast(image, text, scale);
    assertThat((double) terms.byName().get("image-to-text").getFloat())
        .isCloseTo(0.5 * Math.log(2), within(1e-6));
    assertThat((double) terms.byName().get("text-to-image").getFloat())
        .isCloseTo(0.5 * (Math.log(4 / 3.0) + Math.log(4)) / 2, within(1e-6));
  }
}
