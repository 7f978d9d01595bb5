package io.alidade.runtime.config;

import java.util.Comparator;

/**
 * One thing wrong with a configuration.
 *
 * @param place a file, or {@code -D key}
 * @param line from 1, or 0 where the place has no lines
 * @param sentence what is wrong with the value; what is expected
 */
public record Problem(String place, int line, String sentence) implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::sentence);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place + ": " + (line > 0 ? line + ": " : "") + sentence;
  }
}
