package io.alidade.runtime.config;

import io.alidade.api.Range;
import java.math.BigDecimal;

/** What {@link Range} allows, checked and said. */
final class Ranges {
  private Ranges() {}

  static boolean holds(Range range, double value) {
    boolean above = range.above() == Double.NEGATIVE_INFINITY || value > range.above();
    return above && value >= range.min() && value <= range.max();
  }

  /** {@code " above 0 and at most 1"}, or nothing. */
  static String limits(Range range) {
    String limits = "";
    if (range.above() > Double.NEGATIVE_INFINITY) {
      limits = " above " + plain(range.above());
    } else if (range.min() > Double.NEGATIVE_INFINITY) {
      limits = " of at least " + plain(range.min());
    }
    if (range.max() < Double.POSITIVE_INFINITY) {
      limits += (limits.isEmpty() ? " of at most " : " and at most ") + plain(range.max());
    }
    return limits;
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
