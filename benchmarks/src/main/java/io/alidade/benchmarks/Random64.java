package io.alidade.benchmarks;

/**
 * Knuth's linear congruential generator (MMIX): few enough lines to stand in Python too, so that
 * both sides of a benchmark get the same data from the same seed.
 */
final class Random64 {
  private long state;

  Random64(long seed) {
    this.state = seed;
  }

  /** 0 (inclusive) to {@code bound} (exclusive). */
  int below(int bound) {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return (int) Long.remainderUnsigned(state >>> 33, bound);
  }
}
