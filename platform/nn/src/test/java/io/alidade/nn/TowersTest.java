package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TowersTest {
  @Test
  void imageTowerGivesARowPerImage() {
    Engine.configure(2);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ImageTower tower =
          new StemTower(32, new StemTowerSettings(32, 1, 4), 128, manager, new SplittableRandom(1));
      NDArray images = manager.randomNormal(new Shape(4, 3, 32, 32));
      assertThat(tower.pooled(images, Mode.TRAINING).getShape()).isEqualTo(new Shape(4, 128));
    }
  }
}
