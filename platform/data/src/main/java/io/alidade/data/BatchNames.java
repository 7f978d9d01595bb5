package io.alidade.data;

import io.alidade.api.Split;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says which samples stood in a batch of a {@link Feeder}, long after it went by.
 *
 * @param settings and the rest as the feeder has them
 */
public record BatchNames(Split split, DataSettings settings, int batchSize, long seed) {
  private static final int NAMED = 8;

  /** {@code epoch 2: noto/cat, noto/dog and 254 more}; goes through the order up to there. */
  public String of(long step) {
    BatchPlan plan = new BatchPlan(split, batchSize, settings, seed);
    for (long i = 0; i < step; i++) {
      plan.next();
    }
    List<BatchPlan.Reading> readings = plan.next();
    String first =
        readings.stream()
            .limit(NAMED)
            .map(reading -> split.text(reading.index()).id())
            .collect(Collectors.joining(", "));
    int more = readings.size() - NAMED;
    return "epoch %d: %s%s"
        .formatted(readings.get(0).epoch() + 1, first, more > 0 ? " and " + more + " more" : "");
  }
}
