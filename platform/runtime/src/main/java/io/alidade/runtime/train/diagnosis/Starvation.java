package io.alidade.runtime.train.diagnosis;

import java.util.List;

/** A loop that waits for its data: the cores that should compute stand still. */
final class Starvation implements Symptom {
  /** Of the time between two records. */
  private static final double LIMIT = 0.2;

  private final Streak streak = new Streak();

  @Override
  public List<String> look(Reading reading) {
    double share = reading.values().getOrDefault("data-wait", 0.0);
    return streak.shows(share > LIMIT, reading)
        ? List.of(
            "the loop waits for data, %.0f %% of the time now and more than %.0f %% since step %d; expected less (a lower data.augment.strength, smaller images on disk, or fewer execution.threads, which leaves a core to reading)"
                .formatted(100 * share, 100 * LIMIT, streak.since()))
        : List.of();
  }
}
