package toy.protocol;

/** What can be wrong with a protocol. */
public enum Slip {
  NONE,
  MEASURES_NOTHING,
  /** A metric's name has a space. */
  MISNAMES,
  REPEATS_A_METRIC,
  DIVIDES_BY_ZERO,
  HAS_NO_UNIT,
  SKIPS_A_SAMPLE,
  ROLLS_DICE,
  /** The last sample is never right. */
  SPOILS_THE_LAST,
  /** A fifth of the answers are given away. */
  GIVES_AWAY,
  /** The number depends on the batch size. */
  COUNTS_BATCHES,
  /** Predictions of sample i are said to be of sample i + 1. */
  OFF_BY_ONE,
  ACCEPTS_ANY_MODEL,
  STOPS_SHORT,
  LEAKS
}
