package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.alidade.api.ImageSpec;
import io.alidade.api.Tokenizer;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DualTowersTest {
  private static final List<Float> ONES = List.of(1f, 1f, 1f);

  @Test
  void scalesLogitsByTheInverseOfTheTemperature() {
    Engine.configure(1);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      SplittableRandom random = new SplittableRandom(1);
      Tokenizer tokenizer = BytePairTrainer.train(DualTowersTest::words, 514, 8);
      Parameters scale = new Parameters(manager, random);
      scale.constant("logit-scale", -Math.log(0.07));
      DualTowers towers =
          new DualTowers(
              new StemTower(8, new StemTowerSettings(4, 0, 1), 4, manager, random),
              new TextTower(
                  new TextTowerSettings(4, 1, 1, 8, 0, Activation.GELU, 1e-5),
                  tokenizer,
                  4,
                  manager,
                  random),
              scale,
              tokenizer,
              new ImageSpec(8, 8, ONES, ONES, List.of(255, 255, 255)));
      assertThat(towers.logitScale().getFloat()).isCloseTo(1 / 0.07f, within(1e-4f));
      assertThat(towers.logScale().getFloat()).isCloseTo((float) Math.log(1 / 0.07), within(1e-6f));
    }
  }

  private static Iterator<String> words() {
    return List.of("red square", "blue circle").iterator();
  }
}
