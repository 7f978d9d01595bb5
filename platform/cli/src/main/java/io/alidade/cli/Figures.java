package io.alidade.cli;

import io.alidade.api.Measurement;
import java.util.Locale;

/** Numbers as people read them; the registry and {@code --json} keep them as they were measured. */
final class Figures {
  private static final double MEBIBYTE = 1 << 20;

  private Figures() {}

  /** A share in percent, everything else with four digits. */
  static String of(double value, String unit) {
    if (unit.equals("share")) {
      return percent(value);
    }
    return unit.isEmpty() ? digits(value) : digits(value) + " " + unit;
  }

  static String of(Measurement measurement) {
    return of(measurement.value(), measurement.unit());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String digits(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e7) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size < 1e-3 || size >= 1e6 ? "%.3e" : "%.4g", value);
  }

  /** {@code 4.2 s}, {@code 3 m 12 s}, {@code 2 h 05 m}. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d m %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d m", whole / 3600, whole % 3600 / 60);
  }

  static String bytes(long bytes) {
    double mebibytes = bytes / MEBIBYTE;
    return mebibytes < 1024
        ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
        : String.format(Locale.ROOT, "%.2f GiB", mebibytes / 1024);
  }
}
