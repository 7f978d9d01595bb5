package io.alidade.contrastive.unicl;

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

class UniclObjectiveTest {
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

  /** The paper's sum with timm's soft-target cross entropy, 14 pairs of fewer labels. */
  @Test
  void hasTheLossAndTheGradientsOfTheReference() {
    GoldenCase golden = Golden.read("losses/unicl");
    NDArray image = leaf(golden.tensor("in.image").on(manager)); // (14, 16)
    NDArray text = leaf(golden.tensor("in.text").on(manager)); // (14, 16)
    NDArray labels = golden.tensor("in.labels").on(manager); // (14)
    NDArray scale = leaf(golden.tensor("in.logit_scale").on(manager));
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total = UniclObjective.loss(image, text, labels, scale).total();
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d image", image.getGradient(), golden.tensor("grad.image"));
    Tolerance.LAYER.check("d text", text.getGradient(), golden.tensor("grad.text"));
    Tolerance.LAYER.check("d scale", scale.getGradient(), golden.tensor("grad.logit_scale"));
  }

  @Test
  void isClipWhereAllLabelsDiffer() {
    GoldenCase golden = Golden.read("losses/clip_infonce");
    NDArray image = leaf(golden.tensor("in.image").on(manager)); // (15, 16)
    NDArray text = golden.tensor("in.text").on(manager); // (15, 16)
    NDArray scale = golden.tensor("in.logit_scale").on(manager);
    NDArray labels = Ops.range(image, 15); // (15), all different
    LossTerms found = UniclObjective.loss(image, text, labels, scale);
    Pairs.contrast(image, text, scale)
        .byName()
        .forEach(
            (term, clip) ->
                assertThat((double) found.byName().get(term).getFloat())
                    .as(term)
                    .isCloseTo(clip.getFloat(), within(1e-6)));
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total = UniclObjective.loss(image, text, labels, scale).total();
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d image", image.getGradient(), golden.tensor("grad.image"));
  }

  /** Two pairs of one label: whatever is embedded, half of each row's weight lies on either. */
  @Test
  void spreadsOverAllOfALabel() {
    NDArray image = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
    NDArray text = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
    NDArray scale = manager.create((float) Math.log(3));
    NDArray labels = manager.create(new long[] {7, 7});
    LossTerms terms = UniclObjective.loss(image, text, labels, scale);
    // Each row has the logits ln 3 and 0, so 3/4 and 1/4; both count for one half.
    double row = 0.5 * (Math.log(4 / 3.0) + Math.log(4));
    assertThat((double) terms.total().getFloat()).isCloseTo(row, within(1e-6));
  }
}
