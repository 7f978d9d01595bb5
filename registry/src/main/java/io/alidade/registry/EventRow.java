package io.alidade.registry;

import java.time.Instant;
import java.util.Locale;

/** Something that happened in a run, worth one line. */
public record EventRow(Instant at, Level level, String text) {
  /** How much it matters. */
  public enum Level {
    INFO,
    WARNING,
    ERROR;

    /** As stored and printed: {@code warning}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
