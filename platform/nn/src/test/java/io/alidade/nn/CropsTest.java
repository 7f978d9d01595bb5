package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class CropsTest {
  @Test
  void drawsASquareAroundABox() {
    assertThat(Crops.square(new Box(2, 4, 6, 12), 1)).isEqualTo(new Box(0, 4, 8, 12));
    assertThat(Crops.square(new Box(2, 4, 6, 12), 1.5)).isEqualTo(new Box(-2, 2, 10, 14));
  }

  /** On a slope a pixel is its own place, however it is resampled. */
  @Test
  void cutsOutWhatIsThere() {
    Engine.configure(1);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray slope =
          manager.arange(0f, 16f).reshape(1, 1, 1, 16).broadcast(new Shape(1, 3, 16, 16));
      NDArray parts =
          Crops.of(
              slope.duplicate(),
              List.of(
                  new RoiAlign.Region(0, new Box(4, 4, 8, 8)),
                  new RoiAlign.Region(0, new Box(4, 4, 12, 12))),
              4);
      assertThat(parts.getShape()).isEqualTo(new Shape(2, 3, 4, 4));
      assertThat(parts.get("0, 0, 0").toFloatArray())
          .containsExactly(new float[] {4, 5, 6, 7}, within(1e-5f));
      assertThat(parts.get("1, 2, 3").toFloatArray()) // middles of pairs of pixels
          .containsExactly(new float[] {4.5f, 6.5f, 8.5f, 10.5f}, within(1e-5f));
    }
  }
}
