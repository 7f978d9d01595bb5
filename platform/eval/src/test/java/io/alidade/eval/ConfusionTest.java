package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
  private static Prediction said(String truth, String answer, double confidence) {
    return new Prediction(0, truth, truth, List.of(new Guess(answer, confidence)));
  }

  @Test
  void countsAPairBothWaysAndLeavesRightAnswersOut() {
    List<Confusion> pairs =
        Confusion.mostConfused(
            List.of(
                said("cat", "cat", 0.9),
                said("cat", "dog", 0.5),
                said("dog", "cat", 0.25),
                said("dog", "cat", 0.25),
                said("fox", "dog", 0.75),
                said("owl", "hen", 0.8)),
            10);
    assertThat(pairs)
        .containsExactly(
            new Confusion("dog", "cat", 2, 1, 1.0),
            new Confusion("owl", "hen", 1, 0, 0.8),
            new Confusion("fox", "dog", 1, 0, 0.75));
  }

  @Test
  void keepsTheFirstOnes() {
    assertThat(Confusion.mostConfused(List.of(said("a", "b", 0.5), said("c", "d", 0.5)), 1))
        .containsExactly(new Confusion("a", "b", 1, 0, 0.5));
  }
}
