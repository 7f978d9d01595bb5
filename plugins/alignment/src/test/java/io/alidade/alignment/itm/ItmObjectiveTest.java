package io.alidade.alignment.itm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItmObjectiveTest {
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

  @Test
  void hasTheLossOfCrossEntropy() {
    GoldenCase golden = Golden.read("losses/itm_cross_entropy");
    NDArray logits = golden.tensor("in.logits").on(manager); // (24, 2)
    logits.setRequiresGradient(true);
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total = ItmObjective.loss(logits);
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d logits", logits.getGradient(), golden.tensor("grad.logits"));
  }

  /** ALBEF compares with its momentum copies, at temperature 0.07. */
  @Test
  void drawsNegativesWithTheProbabilitiesOfAlbef() {
    GoldenCase golden = Golden.read("losses/albef_itc_and_negatives");
    NDArray scale = manager.create((float) (1 / 0.07));
    NDArray toText =
        HardNegatives.probabilities(
            golden.tensor("in.image").on(manager),
            golden.tensor("in.text_momentum").on(manager),
            scale);
    Tolerance.LAYER.check("texts", toText, golden.tensor("out.negative_text_probabilities"));
    NDArray toImage =
        HardNegatives.probabilities(
            golden.tensor("in.text").on(manager),
            golden.tensor("in.image_momentum").on(manager),
            scale);
    Tolerance.LAYER.check("images", toImage, golden.tensor("out.negative_image_probabilities"));
  }

  /** In 4,000 draws a probability of 0.2 comes 800 times, give or take 4 deviations of 25. */
  @Test
  void drawsAsOftenAsTheProbabilitiesSayAndNeverTheOwn() {
    float[] rows = {0, 0.2f, 0.8f, 0.5f, 0, 0.5f, 1, 0, 0};
    NDArray probabilities = manager.create(rows, new Shape(3, 3));
    SplittableRandom random = new SplittableRandom(1);
    int[][] times = new int[3][3];
    for (int draw = 0; draw < 4000; draw++) {
      int[] drawn = HardNegatives.draw(probabilities, random);
      for (int i = 0; i < 3; i++) {
        times[i][drawn[i]]++;
      }
    }
    assertThat((double) times[0][1]).isCloseTo(800, within(101.0));
    assertThat((double) times[1][0]).isCloseTo(2000, within(127.0));
    assertThat(times[2][0]).isEqualTo(4000);
    assertThat(times[0][0] + times[1][1] + times[2][2]).isZero();
  }
}
