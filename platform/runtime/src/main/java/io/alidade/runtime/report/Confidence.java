package io.alidade.runtime.report;

import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Guess;

/** How the confidence of an evaluation's guesses is written. */
enum Confidence {
  /** The guesses of no sample sum to more than 1. */
  PROBABILITY,
  /** A model's own scores, on a scale of their own. */
  SCORE;

  static Confidence of(Evaluation evaluation) {
    boolean probabilities =
        evaluation.predictions().stream()
            .allMatch(
                prediction ->
                    prediction.guesses().stream().allMatch(guess -> guess.confidence() >= 0)
                        && prediction.guesses().stream().mapToDouble(Guess::confidence).sum()
                            < 1.0001);
    return probabilities ? PROBABILITY : SCORE;
  }

  String write(double confidence) {
    return this == PROBABILITY
        ? "%.0f %%".formatted(confidence * 100)
        : "score " + Words.number(confidence);
  }
}
