package io.alidade.runtime.report;

import java.util.Locale;

/** Numbers as a reader says them. */
final class Words {
  private Words() {}

  /** {@code 45.3 %}; below one percent with a second decimal. */
  static String percent(double share) {
    if (Double.isNaN(share)) {
      return "no number";
    }
    double percent = share * 100;
    boolean small = percent != 0 && Math.abs(percent) < 1;
    return String.format(Locale.ROOT, small ? "%.2f %%" : "%.1f %%", percent);
  }

  /** Three digits that count; thousands set apart. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "no number";
    }
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size >= 0.01) {
      return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
    return String.format(Locale.ROOT, "%.2e", value);
  }

  /** A measured value with its unit: shares in percent. */
  static String measured(double value, String unit) {
    return unit.equals("share") ? percent(value) : number(value) + " " + unit;
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 image}, {@code 1,416 images}. */
  static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 48 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
  static String seconds(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (whole < 120) {
      return whole + " s";
    }
    if (whole < 7200) {
      return "%d min %02d s".formatted(whole / 60, whole % 60);
    }
    return "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
  }

  static String bytes(long bytes) {
    return bytes >= 1L << 30
        ? String.format(Locale.ROOT, "%.2f GiB", bytes / (double) (1L << 30))
        : String.format(Locale.ROOT, "%.0f MiB", bytes / (double) (1L << 20));
  }

  /** {@code gradient-norm} as {@code Gradient norm}; {@code top-1} keeps its hyphen. */
  static String title(String metric) {
    return sentence(metric.replaceAll("-(?=[a-z])", " "));
  }

  /** With a capital first. */
  static String sentence(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** {@code 1st}, {@code 2nd}, {@code 11th}. */
  static String place(int place) {
    int last = place % 10;
    boolean teen = place / 10 % 10 == 1;
    return place
        + (teen || last > 3 || last == 0 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd");
  }
}
