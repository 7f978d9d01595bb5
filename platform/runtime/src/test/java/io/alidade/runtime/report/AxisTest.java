package io.alidade.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void hasRoundTicksAroundTheValues() {
    assertThat(Axis.over(0, 5.48, 5).ticks()).containsExactly(0.0, 2.0, 4.0, 6.0);
    assertThat(Axis.over(0, 1000, 5).ticks())
        .containsExactly(0.0, 200.0, 400.0, 600.0, 800.0, 1000.0);
    assertThat(Axis.over(-3, 4, 5).ticks()).containsExactly(-4.0, -2.0, 0.0, 2.0, 4.0);
  }

  @Test
  void coversAValueThatNeverChanges() {
    Axis axis = Axis.over(3, 3, 5);
    assertThat(axis.place(3)).isBetween(0.0, 1.0);
    assertThat(axis.ticks().size()).isGreaterThan(1);
    assertThat(Axis.over(0, 0, 5).place(0)).isZero();
  }

  @Test
  void writesAsManyDecimalsAsTheStepNeeds() {
    assertThat(Axis.over(0, 0.004, 5).label(0.003)).isEqualTo("0.003");
    assertThat(Axis.over(0, 2000, 5).label(1500)).isEqualTo("1,500");
  }
}
