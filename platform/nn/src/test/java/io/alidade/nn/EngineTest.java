package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.alidade.api.AlidadeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTest {
  @BeforeEach
  void configure() {
    Engine.configure(1);
  }

  @Test
  void recordsNoGraphUnlessAskedTo() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray leaf = manager.full(new Shape(), 3, DataType.FLOAT32);
      leaf.setRequiresGradient(true);
      assertThatThrownBy(() -> Ops.backward(leaf.mul(leaf)))
          .isInstanceOfSatisfying(
              AlidadeException.class,
              e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.ENGINE))
          .hasMessageContaining("Ops.backward")
          .hasMessageContaining("does not require grad");
      Engine.withGradients(
          () -> {
            Ops.backward(leaf.mul(leaf));
            return leaf;
          });
      assertThat(leaf.getGradient().getFloat()).isEqualTo(6);
    }
  }

  @Test
  void givesTheModeBackAfterEachPieceOfWork() {
    assertThat(JniUtils.isGradMode()).isFalse();
    boolean inside = Engine.withGradients(JniUtils::isGradMode);
    boolean looking = Engine.withGradients(() -> Engine.withoutGradients(JniUtils::isGradMode));
    assertThat(inside).isTrue();
    assertThat(looking).isFalse();
    assertThat(JniUtils.isGradMode()).isFalse();
    assertThatThrownBy(
            () ->
                Engine.withGradients(
                    () -> {
                      throw new IllegalStateException("mid-step");
                    }))
        .hasMessage("mid-step");
    assertThat(JniUtils.isGradMode()).isFalse();
  }

  /** A thread starts with gradients on and with the threads of the one that made it. */
  @Test
  void configuresEachThreadForItself() throws InterruptedException {
    List<Object> seen = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              seen.add(JniUtils.isGradMode());
              Engine.configure(2);
              seen.add(JniUtils.isGradMode());
              seen.add(JniUtils.getNumThreads());
            });
    other.start();
    other.join();
    assertThat(seen).containsExactly(true, false, 2);
    assertThat(JniUtils.getNumThreads()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "auto,  0, cpu, -1",
    "auto,  2, gpu, 0",
    "cpu,   2, cpu, -1",
    "gpu:0, 1, gpu, 0",
    "gpu:1, 2, gpu, 1"
  })
  void choosesTheDeviceOfASetting(String setting, int gpus, String type, int number) {
    assertThat(Engine.choose(setting, gpus)).isEqualTo(Device.of(type, number));
  }

  @ParameterizedTest
  @CsvSource({
    "gpu:0, 0, sees no GPU",
    "gpu:1, 1, sees gpu:0 alone",
    "gpu:3, 2, sees gpu:0 to gpu:1"
  })
  void refusesAGpuThatIsNotThere(String setting, int gpus, String seen) {
    assertThatThrownBy(() -> Engine.choose(setting, gpus))
        .isInstanceOfSatisfying(
            AlidadeException.class,
            e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.ENGINE))
        .hasMessageStartingWith("execution.device is " + setting + ", and the engine " + seen)
        .hasMessageContaining("expected auto or cpu");
  }

  @Test
  void opensWhatLiesOnTheCpu() {
    try (NDManager asked = Engine.open("cpu");
        NDManager passing = Engine.openOnCpu()) {
      assertThat(Engine.device(asked)).isEqualTo("cpu");
      assertThat(Engine.device(passing)).isEqualTo("cpu");
      assertThat(asked.ones(new Shape(2)).getDevice()).isEqualTo(Device.cpu());
    }
  }

  @Test
  void refusesToComputeOnNoThread() {
    assertThatThrownBy(() -> Engine.configure(0))
        .isInstanceOf(AlidadeException.class)
        .hasMessage("threads is 0; expected at least 1");
  }
}
