package io.alidade.runtime.claim;

import java.util.List;

/**
 * What is to be thought of a claim.
 *
 * @param reason one sentence where the numbers alone do not say it; else empty
 * @param difference left less right; NaN where nothing could be compared
 * @param low of its 95 % interval
 * @param high of it
 * @param runs that it came of
 */
public record Verdict(
    Word word,
    String reason,
    double difference,
    double low,
    double high,
    int seeds,
    int sets,
    long items,
    List<String> runs) {
  /** In one word. */
  public enum Word {
    SUPPORTED,
    REFUTED,
    UNDECIDED
  }

  public Verdict {
    runs = List.copyOf(runs);
  }

  static Verdict undecided(String reason) {
    return new Verdict(
        Word.UNDECIDED, reason, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, List.of());
  }
}
