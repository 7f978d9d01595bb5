package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParametersTest {
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
  void keepsTheOrderOfDeclaration() {
    Parameters parameters = new Parameters(manager, new SplittableRandom(1));
    assertThat(parameters.normal("z", 1, 2)).isZero();
    assertThat(parameters.buffer("mean", 0, 2)).isZero();
    assertThat(parameters.constant("a", 0.5, 2, 3)).isEqualTo(1);
    assertThat(parameters.buffer("variance", 1, 2)).isEqualTo(1);
    assertThat(parameters.trained().keySet()).containsExactly("z", "a");
    assertThat(parameters.buffers().keySet()).containsExactly("mean", "variance");
    assertThat(parameters.trained().get("a").toFloatArray()).hasSize(6).containsOnly(0.5f);
    assertThat(parameters.trained().values()).allMatch(NDArray::hasGradient);
    assertThat(parameters.buffers().values()).noneMatch(NDArray::hasGradient);
  }

  /** Over 10,000 normal values the mean lies within 4 / 100 of a deviation from 0. */
  @Test
  void drawsNormalValuesOfTheDeviationAskedFor() {
    Parameters parameters = new Parameters(manager, new SplittableRandom(1));
    parameters.normal("x", 0.02, 100, 100);
    NDArray x = parameters.trained().get("x");
    assertThat(x.getShape()).isEqualTo(new Shape(100, 100));
    double sum = 0;
    double squares = 0;
    for (float value : x.toFloatArray()) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum / 10_000).isCloseTo(0, within(0.0008));
    assertThat(Math.sqrt(squares / 10_000)).isCloseTo(0.02, within(0.0008));
  }

  @Test
  void drawsTheSameFromTheSameSeedAndOtherwiseNot() {
    float[][] drawn = new float[3][];
    for (int i = 0; i < 3; i++) {
      Parameters parameters = new Parameters(manager, new SplittableRandom(i == 2 ? 8 : 7));
      parameters.normal("x", 1, 10);
      drawn[i] = parameters.trained().get("x").toFloatArray();
    }
    assertThat(drawn[1]).isEqualTo(drawn[0]);
    assertThat(drawn[2]).isNotEqualTo(drawn[0]);
  }

  @Test
  void refusesTwoOfOneName() {
    Parameters parameters = new Parameters(manager, new SplittableRandom(1));
    parameters.constant("norm.weight", 1, 2);
    assertThatThrownBy(() -> parameters.constant("norm.weight", 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two parameters are called norm.weight");
  }
}
