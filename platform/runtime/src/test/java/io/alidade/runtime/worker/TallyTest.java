package io.alidade.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void saysOfEachKindHowManyThereWereAndTheFirst() {
    tally.count("class names cut to 77 tokens", "b");
    tally.count("classes without a sample", "a");
    tally.count("class names cut to 77 tokens", "c");
    tally.count("class names cut to 77 tokens", "b");
    assertThat(tally.sentences())
        .containsExactly(
            "class names cut to 77 tokens: 2, of which the first is b",
            "classes without a sample: 1, of which the first is a");
  }

  @Test
  void saysNothingOfNothing() {
    assertThat(tally.sentences()).isEmpty();
  }

  /** Two that differ late are two all the same. */
  @Test
  void shortensALongName() {
    tally.count("names", "x".repeat(400) + "1");
    tally.count("names", "x".repeat(400) + "2");
    assertThat(tally.sentences())
        .containsExactly("names: 2, of which the first is " + "x".repeat(200) + "...");
  }
}
