package io.alidade.generative.coca;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.nn.Pairs;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CocaObjectiveTest {
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

  /** CoCaLoss of open_clip, weights 1 and 2; its pad id 0 is passed over. */
  @Test
  void hasTheLossAndTheGradientsOfOpenClip() {
    GoldenCase golden = Golden.read("losses/coca");
    NDArray image = leaf(golden.tensor("in.image").on(manager)); // (8, 16)
    NDArray text = leaf(golden.tensor("in.text").on(manager)); // (8, 16)
    NDArray scale = leaf(golden.tensor("in.logit_scale").on(manager));
    NDArray logits = leaf(golden.tensor("in.logits").on(manager)); // (8, 7, 23)
    long[] ids = golden.tensor("in.labels").longs();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ids[i] == 0 ? -100 : ids[i];
    }
    NDArray labels = manager.create(ids, new Shape(8, 7));
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total =
                  CocaObjective.loss(
                          Pairs.contrast(image, text, scale),
                          CocaObjective.captions(logits, labels),
                          2)
                      .total();
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d image", image.getGradient(), golden.tensor("grad.image"));
    Tolerance.LAYER.check("d text", text.getGradient(), golden.tensor("grad.text"));
    Tolerance.LAYER.check("d logits", logits.getGradient(), golden.tensor("grad.logits"));
    Tolerance.LAYER.check("d scale", scale.getGradient(), golden.tensor("grad.logit_scale"));
  }

  /** Start 1, end 9, which also fills the rows: the first end is to be learnt, what follows not. */
  @Test
  void asksForEachWordUpToTheFirstEnd() {
    NDArray tokens = manager.create(new long[] {1, 5, 9, 9, 1, 5, 6, 9}, new Shape(2, 4));
    assertThat(CocaObjective.labels(tokens, 9).toLongArray()).containsExactly(5, 9, -100, 5, 6, 9);
  }
}
