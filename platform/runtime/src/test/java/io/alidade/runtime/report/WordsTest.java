package io.alidade.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void writesSharesInPercent() {
    assertThat(Words.percent(0.4532)).isEqualTo("45.3 %");
    assertThat(Words.percent(1 / 1416.0)).isEqualTo("0.07 %");
    assertThat(Words.percent(0)).isEqualTo("0.0 %");
    assertThat(Words.percent(Double.NaN)).isEqualTo("no number");
  }

  @Test
  void keepsTheDigitsThatCount() {
    assertThat(Words.number(5.4876)).isEqualTo("5.49");
    assertThat(Words.number(0.0123)).isEqualTo("0.012");
    assertThat(Words.number(1416)).isEqualTo("1,416");
    assertThat(Words.number(0.0004)).isEqualTo("4.00e-04");
    assertThat(Words.number(Double.POSITIVE_INFINITY)).isEqualTo("no number");
  }

  @Test
  void saysTimesSizesAndPlaces() {
    assertThat(Words.seconds(107.2)).isEqualTo("107 s");
    assertThat(Words.seconds(185)).isEqualTo("3 min 05 s");
    assertThat(Words.seconds(7800)).isEqualTo("2 h 10 min");
    assertThat(Words.bytes(700L << 20)).isEqualTo("700 MiB");
    assertThat(Words.title("mean-per-class")).isEqualTo("Mean per class");
    assertThat(Words.title("top-1")).isEqualTo("Top-1");
    assertThat(Words.place(2)).isEqualTo("2nd");
    assertThat(Words.place(11)).isEqualTo("11th");
    assertThat(Words.place(23)).isEqualTo("23rd");
  }
}
