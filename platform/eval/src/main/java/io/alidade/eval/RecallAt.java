package io.alidade.eval;

import io.alidade.api.Measurement;
import java.util.List;

/**
 * The share of queries that find something right among the first k. Of equally scored entries the
 * one earlier in the gallery stands first.
 */
public final class RecallAt {
  private RecallAt() {}

  /**
   * The place of the best right entry: 0 when it is found first.
   *
   * @param scores one an entry of the gallery
   * @param right indices of those that are right, at least one
   */
  public static int rank(float[] scores, List<Integer> right) {
    return right.stream()
        .mapToInt(entry -> Ranking.rank(scores, entry))
        .min()
        .orElseThrow(() -> new IllegalArgumentException("nothing is right; expected an entry"));
  }

  /** The share of ranks that lie among the first k. */
  public static double of(int[] ranks, int k) {
    int found = 0;
    for (int rank : ranks) {
      found += rank < k ? 1 : 0;
    }
    return (double) found / ranks.length;
  }

  /** {@code NAME-recall@K}. */
  static Measurement measured(String name, int[] ranks, int k) {
    return new Measurement(name + "-recall@" + k, of(ranks, k), "share", true, ranks.length);
  }

  /**
   * What guessing gives: a blind order of {@code gallery} entries has none of the r right ones
   * among its first k with probability (g - r)! (g - k)! / (g! (g - r - k)!).
   */
  static Measurement chance(String name, List<List<Integer>> right, int gallery, int k) {
    double sum = 0;
    for (List<Integer> each : right) {
      double none = 1;
      for (int i = 0; i < Math.min(k, gallery); i++) {
        none *= Math.max(0, gallery - each.size() - i) / (double) (gallery - i);
      }
      sum += 1 - none;
    }
    return new Measurement(
        Chance.nameFor(name + "-recall@" + k), sum / right.size(), "share", true, right.size());
  }
}
