package io.alidade.data;

import io.alidade.api.AlidadeException;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which samples stand in which batch: epoch after epoch in an order drawn from (seed, epoch). With
 * distinct groups a sample whose group is in the batch already waits for the next one.
 */
final class BatchPlan {
  /** A sample and the epoch it is read in. */
  record Reading(int index, int epoch) {}

  private final Split split;
  private final int batchSize;
  private final boolean distinct;
  private final long seed;
  private final Deque<Reading> waiting = new ArrayDeque<>();
  private int epoch;

  BatchPlan(Split split, int batchSize, boolean distinct, long seed) {
    this.split = split;
    this.batchSize = batchSize;
    this.distinct = distinct;
    this.seed = seed;
    int most = most(split, distinct);
    if (most < batchSize) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "train.batch-size is %d; expected at most %d, the %s in split %s"
              .formatted(batchSize, most, distinct ? "different groups" : "samples", split.name()));
    }
  }

  static int most(Split split, boolean distinct) {
    return distinct ? groups(split) : split.size();
  }

  private static int groups(Split split) {
    Set<String> groups = new HashSet<>();
    for (int i = 0; i < split.size(); i++) {
      groups.add(split.text(i).group());
    }
    return groups.size();
  }

  /** The next batch's samples. */
  List<Reading> next() {
    List<Reading> batch = new ArrayList<>(batchSize);
    Deque<Reading> passed = new ArrayDeque<>();
    Set<String> groups = new HashSet<>();
    while (batch.size() < batchSize) {
      if (waiting.isEmpty()) {
        shuffle();
      }
      Reading reading = waiting.removeFirst();
      if (!distinct || groups.add(split.text(reading.index()).group())) {
        batch.add(reading);
      } else {
        passed.addLast(reading);
      }
    }
    while (!passed.isEmpty()) {
      waiting.addFirst(passed.removeLast()); // Who waited comes first next time.
    }
    return batch;
  }

  /** Fisher and Yates. */
  private void shuffle() {
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, "order", epoch));
    int[] order = new int[split.size()];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    for (int index : order) {
      waiting.addLast(new Reading(index, epoch));
    }
    epoch++;
  }
}
