package io.alidade.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExecutionSettingsTest {
  @Test
  void readsTheHeapAsTheJvmDoes() {
    assertThat(settings("2g", "auto").heapBytes()).isEqualTo(2_147_483_648L);
    assertThat(settings("512M", "auto").heapBytes()).isEqualTo(536_870_912L);
    assertThat(settings("1048576", "auto").heapBytes()).isEqualTo(1_048_576L);
  }

  @Test
  void takesANumberOfRunsAtATimeOrLeavesItToTheMachine() {
    assertThat(settings("2g", "auto").runsAtATime()).isEmpty();
    assertThat(settings("2g", "3").runsAtATime()).hasValue(3);
    assertThatThrownBy(() -> settings("2g", "0"))
        .hasMessage("parallel is \"0\"; expected auto, or a number from 1 to 999");
  }

  private static ExecutionSettings settings(String heap, String parallel) {
    return new ExecutionSettings(1, 0, heap, parallel);
  }
}
