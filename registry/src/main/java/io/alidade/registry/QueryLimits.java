package io.alidade.registry;

import java.time.Duration;

/** How much a query may cost: rows are cut off with a note, time ends it with an error. */
public record QueryLimits(int rows, Duration time) {
  /** A table for a person or a script, not a copy of the database. */
  public static final QueryLimits USUAL = new QueryLimits(100_000, Duration.ofSeconds(60));

  public QueryLimits {
    if (rows < 1) {
      throw new IllegalArgumentException("rows is " + rows + "; expected at least 1");
    }
  }
}
