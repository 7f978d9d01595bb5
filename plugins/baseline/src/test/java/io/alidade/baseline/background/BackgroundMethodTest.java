package io.alidade.baseline.background;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;
import io.alidade.nn.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new BackgroundMethod();
  }

  @Override
  protected String experiment() {
    return "baseline.background { size = 24 }";
  }

  @Test
  void callsEachPixelBackgroundWhateverTheNames() {
    Engine.configure(1);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray scores =
          new BackgroundMethod.Blind(4)
              .segment(manager.ones(new Shape(2, 3, 4, 6)), List.of("a", "b"));
      assertThat(scores.getShape()).isEqualTo(new Shape(2, 3, 4, 6)); // background, a, b
      assertThat(scores.argMax(1).toLongArray()).hasSize(2 * 4 * 6).containsOnly(0);
    }
  }
}
