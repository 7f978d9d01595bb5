package io.alidade.runtime.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A scale with round ticks.
 *
 * @param low first tick, at or below the smallest value
 * @param high last tick, at or above the largest value
 * @param step between two ticks: 1, 2 or 5 times a power of ten
 */
record Axis(double low, double high, double step) {
  /** About {@code wanted} intervals from {@code low} to {@code high}. */
  static Axis over(double low, double high, int wanted) {
    double span = high > low ? high - low : Math.max(Math.abs(high), 1);
    double raw = span / wanted;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    double step = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    double first = Math.floor(low / step + 1e-9) * step;
    double last = Math.ceil((high > low ? high : low + span) / step - 1e-9) * step;
    return new Axis(first, last, step);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step * 1e-6; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** 0 at the low end, 1 at the high end. */
  double place(double value) {
    return (value - low) / (high - low);
  }

  /** With as many decimals as the step needs, thousands set apart. */
  String label(double tick) {
    int decimals = Math.max(0, BigDecimal.valueOf(step).stripTrailingZeros().scale());
    return String.format(java.util.Locale.ROOT, "%,." + Math.min(decimals, 6) + "f", tick);
  }
}
