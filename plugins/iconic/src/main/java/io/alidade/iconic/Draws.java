package io.alidade.iconic;

import io.alidade.api.Seeds;

/** Whole numbers drawn from (seed, purpose): the same on every machine and in every Java. */
final class Draws {
  private final long seed;
  private final String purpose;
  private long count;

  Draws(long seed, String purpose) {
    this.seed = seed;
    this.purpose = purpose;
  }

  /** One of 0 to {@code bound} - 1. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(Seeds.mix(seed, purpose, count++) >>> 1, bound);
  }

  /** One of {@code low} to {@code high}. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }
}
