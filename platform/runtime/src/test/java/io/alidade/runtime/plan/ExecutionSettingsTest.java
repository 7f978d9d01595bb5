package io.alidade.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionSettingsTest {
  private static ExecutionSettings settings(String heap, String device, String memory) {
    return new ExecutionSettings(0, 0, heap, "auto", device, memory, "8g");
  }

  @Test
  void takesANumberOfRunsAtATimeOrLeavesItToTheMachine() {
    assertThat(parallel("auto").runsAtATime()).isEmpty();
    assertThat(parallel("3").runsAtATime()).hasValue(3);
    assertThatThrownBy(() -> parallel("0"))
        .hasMessage("parallel is \"0\"; expected auto, or a number from 1 to 999");
  }

  private static ExecutionSettings parallel(String runs) {
    return new ExecutionSettings(0, 0, "2g", runs, "auto", "auto", "8g");
  }

  @ParameterizedTest
  @CsvSource({"17, 17", "3k, 3072", "512m, 536870912", "2G, 2147483648", "100g, 107374182400"})
  void readsASizeAsTheJvmDoes(String size, long bytes) {
    assertThat(settings("2g", "auto", size).memoryBytes()).hasValue(bytes);
    assertThat(settings(size, "auto", "auto").heapBytes()).isEqualTo(bytes);
  }

  @Test
  void boundsTheFeaturesOnDiskOrKeepsNone() {
    assertThat(features("512m").featureCacheBytes()).isEqualTo(512L << 20);
    assertThat(features("0").featureCacheBytes()).isZero();
    assertThatThrownBy(() -> features("all"))
        .hasMessage("feature-cache is \"all\"; expected a size as in 8g or 512m");
  }

  private static ExecutionSettings features(String size) {
    return new ExecutionSettings(0, 0, "2g", "auto", "auto", "auto", size);
  }

  @Test
  void leavesMemoryToTheMachine() {
    assertThat(settings("2g", "auto", "auto").memoryBytes()).isEmpty();
  }

  @Test
  void refusesWhatIsNoSizeOrDevice() {
    assertThatThrownBy(() -> settings("2g", "auto", "much"))
        .hasMessage("memory is \"much\"; expected auto, or a size as in 8g or 512m");
    assertThatThrownBy(() -> settings("2 GB", "auto", "auto"))
        .hasMessage("heap is \"2 GB\"; expected a size as in 2g or 512m");
    assertThatThrownBy(() -> settings("2g", "cuda", "auto"))
        .hasMessage("device is \"cuda\"; expected auto, cpu, or a GPU as in gpu:0");
  }
}
