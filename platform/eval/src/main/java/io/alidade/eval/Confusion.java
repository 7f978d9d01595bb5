package io.alidade.eval;

import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two classes taken for each other.
 *
 * @param first the class that is mistaken more often; of equals, the first in the alphabet
 * @param firstAsSecond samples of {@code first} that were called {@code second}
 * @param secondAsFirst samples of {@code second} that were called {@code first}
 * @param confidence sum of the confidences of these wrong answers
 */
public record Confusion(
    String first, String second, int firstAsSecond, int secondAsFirst, double confidence) {

  /** Mistakes between the two, either way. */
  public int count() {
    return firstAsSecond + secondAsFirst;
  }

  /**
   * The pairs most often taken for each other; of equals, those mistaken with more confidence, then
   * in the order of the alphabet.
   */
  public static List<Confusion> mostConfused(List<Prediction> predictions, int limit) {
    Map<List<String>, Confusion> pairs = new LinkedHashMap<>();
    for (Prediction prediction : predictions) {
      if (prediction.right() || prediction.described() || prediction.guesses().isEmpty()) {
        continue;
      }
      Guess wrong = prediction.guesses().get(0);
      String truth = prediction.truth();
      boolean inOrder = truth.compareTo(wrong.name()) < 0;
      String low = inOrder ? truth : wrong.name();
      String high = inOrder ? wrong.name() : truth;
      Confusion one =
          new Confusion(low, high, inOrder ? 1 : 0, inOrder ? 0 : 1, wrong.confidence());
      pairs.merge(List.of(low, high), one, Confusion::plus);
    }
    List<Confusion> sorted = new ArrayList<>();
    pairs.values().forEach(pair -> sorted.add(pair.moreMistakenFirst()));
    sorted.sort(
        Comparator.comparingInt(Confusion::count)
            .thenComparingDouble(Confusion::confidence)
            .reversed()
            .thenComparing(Confusion::first)
            .thenComparing(Confusion::second));
    return List.copyOf(sorted.subList(0, Math.min(limit, sorted.size())));
  }

  private Confusion plus(Confusion other) {
    return new Confusion(
        first,
        second,
        firstAsSecond + other.firstAsSecond,
        secondAsFirst + other.secondAsFirst,
        confidence + other.confidence);
  }

  private Confusion moreMistakenFirst() {
    return firstAsSecond >= secondAsFirst ? this : turned();
  }

  private Confusion turned() {
    String other = first;
    int otherAsSecond = firstAsSecond;
    return new Confusion(second, other, secondAsFirst, otherAsSecond, confidence);
  }
}
