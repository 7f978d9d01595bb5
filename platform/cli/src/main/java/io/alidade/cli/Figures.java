package io.alidade.cli;

import io.alidade.api.Measurement;
import java.util.Locale;

/** Numbers as people read them; the registry and {@code --json} keep them as they were measured. */
final class Figures {
  private static final double MEBIBYTE = 1 << 20;

  private Figures() {}

  static String of(Measurement measurement) {
    return of(measurement.value(), measurement.unit());
  }

  /** A share in percent, everything else with four digits and its unit. */
  static String of(double value, String unit) {
    if (unit.equals("share")) {
      return Double.isNaN(value) ? "no number" : percent(value) + " %";
    }
    return unit.isEmpty() ? digits(value) : digits(value) + " " + unit;
  }

  /** A share in percent without the sign; below one percent with a second decimal. */
  static String percent(double share) {
    double percent = 100 * share;
    boolean small = percent != 0 && Math.abs(percent) < 1;
    return String.format(Locale.ROOT, small ? "%.2f" : "%.1f", percent);
  }

  /** A mean and its deviation, both to the mean's last digit; shares in percent. */
  static String plusMinus(double mean, double deviation, boolean share, String sign) {
    String figure = share && Double.isFinite(mean) ? percent(mean) : digits(mean);
    int point = figure.indexOf('.');
    if (figure.contains("e") || !Double.isFinite(mean)) {
      return figure + sign + digits(share ? 100 * deviation : deviation);
    }
    int decimals = point < 0 ? 0 : figure.length() - point - 1;
    double shown = share ? 100 * deviation : deviation;
    return figure + sign + String.format(Locale.ROOT, "%." + decimals + "f", shown);
  }

  /** Four digits that count. */
  static String digits(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "no number" : value > 0 ? "infinite" : "-infinite";
    }
    if (value == Math.rint(value) && size < 1e7) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size < 1e-3 || size >= 1e6 ? "%.3e" : "%.4g", value);
  }

  /** {@code 4.2 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
  static String duration(double seconds) {
    if (seconds < 99.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  static String bytes(long bytes) {
    double mebibytes = bytes / MEBIBYTE;
    return mebibytes < 1024
        ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
        : String.format(Locale.ROOT, "%.2f GiB", mebibytes / 1024);
  }

  /** Enough of a hash to tell it from its neighbours. */
  static String shortHash(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
