package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageSpec;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DualTowersTest {
  private static final BytePairTokenizer TOKENIZER =
      BytePairTrainer.train(List.of("a red cat", "a blue dog"), 530, 8);
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

  private DualTowers towers(String... scales) {
    Parameters scale = new Parameters(manager, new SplittableRandom(3));
    for (String name : scales) {
      scale.constant(name, Math.log(1 / 0.07));
    }
    return new DualTowers(
        new StemTower(8, new StemTowerSettings(2, 1, 2), 6, manager, new SplittableRandom(1)),
        new TextTower(
            new TextTowerSettings(8, 1, 2, 8, 0, Activation.GELU, 1e-5),
            TOKENIZER,
            6,
            manager,
            new SplittableRandom(2)),
        scale,
        TOKENIZER,
        new ImageSpec(8, 8, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(255, 255, 255)));
  }

  @Test
  void givesRowsOfUnitLength() {
    DualTowers towers = towers("logit-scale");
    NDArray images = towers.encodeImage(manager.ones(new Shape(2, 3, 8, 8)));
    NDArray texts =
        towers.encodeText(TokenBatches.encode(TOKENIZER, List.of("a red cat", "dog"), manager));
    for (NDArray rows : List.of(images, texts)) {
      assertThat(rows.getShape()).isEqualTo(new Shape(2, 6));
      for (float square : rows.mul(rows).sum(new int[] {1}).toFloatArray()) {
        assertThat(square).isCloseTo(1, within(1e-5f));
      }
    }
    assertThat(towers.logScale().getFloat()).isCloseTo(2.6592600f, within(1e-6f)); // ln(1 / 0.07)
    assertThat(towers.logitScale().getFloat()).isCloseTo(1 / 0.07f, within(1e-4f));
  }

  @Test
  void encodesWithoutMovingStatistics() {
    DualTowers towers = towers("logit-scale");
    float[] before = towers.state().get("image.stem-norm.running-mean").toFloatArray();
    towers.encodeImage(manager.ones(new Shape(2, 3, 8, 8)));
    assertThat(towers.state().get("image.stem-norm.running-mean").toFloatArray()).isEqualTo(before);
  }

  @Test
  void keepsEverythingUnderItsTowersName() {
    DualTowers towers = towers("logit-scale");
    assertThat(towers.state().keySet())
        .contains("image.stem.weight", "image.stem-norm.running-mean", "text.tokens", "logit-scale")
        .containsAll(towers.towerParameters().keySet());
    assertThat(towers.towerParameters().keySet())
        .doesNotContain("logit-scale", "image.stem-norm.running-mean");
    int buffers = towers.image().parameters().buffers().size();
    assertThat(towers.state()).hasSize(towers.towerParameters().size() + buffers + 1);
  }

  @Test
  void takesOneScale() {
    assertThatThrownBy(() -> towers("logit-scale", "logit-bias"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected the logit scale alone");
    assertThatThrownBy(this::towers).isInstanceOf(IllegalArgumentException.class);
  }
}
