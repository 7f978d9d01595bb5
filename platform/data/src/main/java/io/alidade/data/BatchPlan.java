package io.alidade.data;

import io.alidade.api.AlidadeException;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which samples stand in which batch: epoch after epoch in an order drawn from (seed, epoch). With
 * distinct groups a sample whose group is in the batch already waits for the next one. Where a
 * batch is to hold several of each group, a sample takes the next of its group with it, and waits
 * for the next epoch's where there are not enough.
 */
final class BatchPlan {
  /** A sample and the epoch it is read in. */
  record Reading(int index, int epoch) {}

  private final Split split;
  private final int[] groups; // of each sample
  private final int batchSize;
  private final boolean distinct;
  private final int together;
  private final long seed;
  private final Deque<Reading> waiting = new ArrayDeque<>();
  private int epoch;

  /** Each sample for itself. */
  BatchPlan(Split split, int batchSize, boolean distinct, long seed) {
    this(split, batchSize, distinct, 1, seed);
  }

  BatchPlan(Split split, int batchSize, DataSettings settings, long seed) {
    this(split, batchSize, settings.distinctGroups(), settings.samplesPerGroup(), seed);
  }

  /**
   * Plans nothing yet.
   *
   * @param together samples of a group that stand in a batch together
   */
  BatchPlan(Split split, int batchSize, boolean distinct, int together, long seed) {
    this.split = split;
    this.batchSize = batchSize;
    this.distinct = distinct;
    this.together = together;
    this.seed = seed;
    if (batchSize % together != 0) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "train.batch-size is %d; expected a multiple of data.samples-per-group = %d"
              .formatted(batchSize, together));
    }
    this.groups = groups(split);
    int most = most(split, distinct, together);
    if (most < batchSize) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "train.batch-size is %d; expected at most %d, the %s in split %s"
              .formatted(batchSize, most, what(), split.name()));
    }
  }

  /** Samples of the largest batch there can be. */
  static int most(Split split, boolean distinct, int together) {
    if (!distinct) {
      return split.size() / together * together;
    }
    Map<Integer, Long> sizes =
        Arrays.stream(groups(split))
            .boxed()
            .collect(Collectors.groupingBy(group -> group, Collectors.counting()));
    return together * (int) sizes.values().stream().filter(size -> size >= together).count();
  }

  private String what() {
    return distinct
        ? "different groups" + (together > 1 ? " times data.samples-per-group" : "")
        : "samples";
  }

  /** A number for the group of each sample. */
  private static int[] groups(Split split) {
    Map<String, Integer> known = new HashMap<>();
    return IntStream.range(0, split.size())
        .map(i -> known.computeIfAbsent(split.text(i).group(), key -> known.size()))
        .toArray();
  }

  /** The next batch's samples. */
  List<Reading> next() {
    List<Reading> batch = new ArrayList<>(batchSize);
    Deque<Reading> passed = new ArrayDeque<>();
    Set<Integer> taken = new HashSet<>();
    while (batch.size() < batchSize) {
      if (waiting.isEmpty()) {
        shuffle();
      }
      Reading reading = waiting.removeFirst();
      int group = groups[reading.index()];
      if (distinct && taken.contains(group)) {
        passed.addLast(reading);
        continue;
      }
      List<Reading> others = others(group);
      if (others.size() < together - 1) {
        passed.addLast(reading);
        continue;
      }
      taken.add(group);
      batch.add(reading);
      batch.addAll(others);
      waiting.removeAll(others);
    }
    while (!passed.isEmpty()) {
      waiting.addFirst(passed.removeLast()); // Who waited comes first next time.
    }
    return batch;
  }

  /** The next of that group that wait, as many as are to stand beside one of it. */
  private List<Reading> others(int group) {
    return together == 1
        ? List.of()
        : waiting.stream()
            .filter(each -> groups[each.index()] == group)
            .limit(together - 1L)
            .toList();
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
