package io.alidade.runtime.train.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Embeddings that point the same way whatever the input: they tell nothing apart any more. */
final class Collapse implements Symptom {
  /**
   * Random towers begin with cosines as high as 0.9 (Liang et al., <i>Mind the gap</i>, 2022), and
   * leave them.
   */
  private static final double LIMIT = 0.99;

  private static final double START = 0.1;

  private final Map<String, Streak> streaks = new LinkedHashMap<>();

  @Override
  public List<String> look(Reading reading) {
    boolean begun = reading.step() > START * reading.total();
    List<String> sentences = new ArrayList<>();
    reading
        .cosines()
        .forEach(
            (name, cosine) -> {
              Streak streak = streaks.computeIfAbsent(name, key -> new Streak());
              if (streak.shows(begun && cosine > LIMIT, reading)) {
                sentences.add(
                    "embeddings %s have collapsed: the mean cosine between different rows is %.4f, and has been above %s since step %d; expected different samples to differ (a lower train.optimizer.rate, or a loss that holds them apart)"
                        .formatted(name, cosine, LIMIT, streak.since()));
              }
            });
    return sentences;
  }
}
