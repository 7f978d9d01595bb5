package io.alidade.runtime.config;

import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;

/**
 * One thing wrong with a configuration.
 *
 * @param place a file, or {@code -D key}
 * @param line from 1, or 0 where the place has no lines
 */
public record Problem(String place, int line, String sentence) implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::sentence);

  static Problem at(ConfigOrigin origin, String sentence) {
    return new Problem(Origins.place(origin), Math.max(0, origin.lineNumber()), sentence);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place + ": " + (line > 0 ? line + ": " : "") + sentence;
  }
}
