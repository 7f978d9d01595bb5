package io.alidade.contrastive.siglip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.LossTerms;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SiglipObjectiveTest {
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

  /** SigLipLoss of open_clip on 12 pairs: the sum over all pairings, divided by 12. */
  @Test
  void hasTheLossAndTheGradientsOfOpenClip() {
    GoldenCase golden = Golden.read("losses/siglip_sigmoid");
    NDArray image = leaf(golden.tensor("in.image").on(manager)); // (12, 16)
    NDArray text = leaf(golden.tensor("in.text").on(manager)); // (12, 16)
    NDArray scale = leaf(golden.tensor("in.logit_scale").on(manager));
    NDArray bias = leaf(golden.tensor("in.logit_bias").on(manager));
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total = SiglipObjective.loss(image, text, scale, bias).total();
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d image", image.getGradient(), golden.tensor("grad.image"));
    Tolerance.LAYER.check("d text", text.getGradient(), golden.tensor("grad.text"));
    Tolerance.LAYER.check("d scale", scale.getGradient(), golden.tensor("grad.logit_scale"));
    Tolerance.LAYER.check("d bias", bias.getGradient(), golden.tensor("grad.logit_bias"));
  }

  /**
   * Two pairs whose embeddings are all (1, 0), scale ln 3, bias 0: every logit is ln 3. A true pair
   * costs -log(3/4), a false one -log(1/4); two of each, divided by 2.
   */
  @Test
  void judgesEachPairingByItself() {
    NDArray same = manager.create(new float[] {1, 0, 1, 0}, new Shape(2, 2));
    LossTerms terms =
        SiglipObjective.loss(
            same, same.duplicate(), manager.create((float) Math.log(3)), manager.create(0f));
    assertThat((double) terms.total().getFloat())
        .isCloseTo(Math.log(4 / 3.0) + Math.log(4), within(1e-6));
  }
}
