package io.alidade.runtime.claim;

import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The paired hierarchical bootstrap: seeds, data sets and items are each drawn anew with
 * replacement, the same ones for both sides, and the difference of the two is taken each time
 * (Efron and Tibshirani, <i>An introduction to the bootstrap</i>, 1993, chapter 8 for nested draws,
 * 13 for percentiles).
 */
final class Bootstrap {
  static final int DRAWS = 10_000;
  private static final double TAIL = 0.025;

  private final List<PairedSet> sets;
  private final int seeds;

  /**
   * Both sides on one data set.
   *
   * @param left by seed
   * @param right by seed, with the same items in the same order
   */
  record PairedSet(List<Contributions> left, List<Contributions> right) {
    PairedSet {
      left = List.copyOf(left);
      right = List.copyOf(right);
    }

    int items() {
      return left.get(0).items().size();
    }
  }

  /**
   * What was found.
   *
   * @param difference left less right, as measured: the mean over seeds and sets
   * @param low of the 95 % interval
   * @param high of it
   */
  record Interval(double difference, double low, double high) {}

  /** Each set has the same seeds. */
  Bootstrap(List<PairedSet> sets) {
    this.sets = List.copyOf(sets);
    this.seeds = sets.get(0).left().size();
  }

  Interval interval(int draws) {
    List<List<ItemStatistic[]>> statistics = new ArrayList<>();
    double difference = 0;
    for (PairedSet set : sets) {
      List<ItemStatistic[]> bySeed = new ArrayList<>();
      int[] once = new int[set.items()];
      Arrays.fill(once, 1);
      for (int k = 0; k < seeds; k++) {
        ItemStatistic[] both = {
          ItemStatistic.of(set.left().get(k)), ItemStatistic.of(set.right().get(k))
        };
        difference += both[0].value(once) - both[1].value(once);
        bySeed.add(both);
      }
      statistics.add(bySeed);
    }
    double[] drawn = new double[draws];
    for (int d = 0; d < draws; d++) {
      drawn[d] = draw(new SplittableRandom(Seeds.mix(0, "bootstrap", d)), statistics);
    }
    Arrays.sort(drawn);
    return new Interval(
        difference / (sets.size() * (double) seeds),
        quantile(drawn, TAIL),
        quantile(drawn, 1 - TAIL));
  }

  private double draw(SplittableRandom random, List<List<ItemStatistic[]>> statistics) {
    int[] chosen = new int[seeds];
    Arrays.setAll(chosen, k -> random.nextInt(seeds));
    double sum = 0;
    int counted = 0;
    for (int s = 0; s < sets.size(); s++) {
      int set = random.nextInt(sets.size());
      int[] times = new int[sets.get(set).items()];
      for (int i = 0; i < times.length; i++) {
        times[random.nextInt(times.length)]++;
      }
      for (int seed : chosen) {
        ItemStatistic[] both = statistics.get(set).get(seed);
        double difference = both[0].value(times) - both[1].value(times);
        if (!Double.isNaN(difference)) {
          sum += difference;
          counted++;
        }
      }
    }
    return sum / counted;
  }

  /** Between the two nearest values, by NumPy's linear rule. */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
