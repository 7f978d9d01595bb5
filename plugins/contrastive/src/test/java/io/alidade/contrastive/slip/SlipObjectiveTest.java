package io.alidade.contrastive.slip;

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

class SlipObjectiveTest {
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

  /** SIMCLRLoss of the authors on two views of 12 images, not yet of unit length. */
  @Test
  void hasTheLossOnViewsOfTheAuthors() {
    GoldenCase golden = Golden.read("losses/slip_ntxent");
    NDArray one = leaf(golden.tensor("in.aug1").on(manager)); // (12, 12)
    NDArray other = leaf(golden.tensor("in.aug2").on(manager)); // (12, 12)
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total = SlipObjective.loss(one, other, 0.1);
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d one", one.getGradient(), golden.tensor("grad.aug1"));
    Tolerance.LAYER.check("d other", other.getGradient(), golden.tensor("grad.aug2"));
  }

  /** SLIPLoss of the authors: both terms, the one on views at weight 1. */
  @Test
  void hasTheTotalOfTheAuthors() {
    GoldenCase golden = Golden.read("losses/slip_total");
    NDArray image = leaf(golden.tensor("in.image").on(manager)); // (12, 16)
    NDArray text = leaf(golden.tensor("in.text").on(manager)); // (12, 16)
    NDArray scale = leaf(golden.tensor("in.logit_scale").on(manager));
    NDArray one = leaf(golden.tensor("in.aug1").on(manager)); // (12, 12)
    NDArray other = leaf(golden.tensor("in.aug2").on(manager)); // (12, 12)
    NDArray loss =
        Engine.withGradients(
            () -> {
              LossTerms contrast = Pairs.contrast(Ops.normalise(image), Ops.normalise(text), scale);
              NDArray views = SlipObjective.loss(one, other, 0.1);
              NDArray total = SlipObjective.together(contrast, views, 1).total();
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d one", one.getGradient(), golden.tensor("grad.aug1"));
    Tolerance.LAYER.check("d image", image.getGradient(), golden.tensor("grad.image"));
    Tolerance.LAYER.check("d text", text.getGradient(), golden.tensor("grad.text"));
    Tolerance.LAYER.check("d scale", scale.getGradient(), golden.tensor("grad.logit_scale"));
  }

  /**
   * Two images whose views are (1, 0) and (0, 1), each twin equal, temperature 1 / ln 3: a view
   * sees its twin at 3, and the two views of the other image at 1 each.
   */
  @Test
  void asksForTheTwinAmongAllOtherViews() {
    NDArray one = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
    NDArray loss = SlipObjective.loss(one, one.duplicate(), 1 / Math.log(3));
    assertThat((double) loss.getFloat()).isCloseTo(Math.log(5 / 3.0), within(1e-6));
  }
}
