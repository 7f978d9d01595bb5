package io.alidade.runtime.train.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  public Optional<String> look(Reading reading) {
    boolean begun = reading.step() > START * reading.total();
    List<String> collapsed = new ArrayList<>();
    reading
        .cosines()
        .forEach(
            (name, cosine) -> {
              Streak streak = streaks.computeIfAbsent(name, key -> new Streak());
              if (streak.holds(begun && cosine > LIMIT, reading)) {
                collapsed.add("%s %.4f since step %d".formatted(name, cosine, streak.since()));
              }
            });
    return collapsed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "embeddings have collapsed: the mean cosine between different rows is above %s (%s); expected different samples to differ (a lower train.optimizer.rate, or a loss that holds them apart)"
                .formatted(LIMIT, String.join(", ", collapsed)));
  }
}
