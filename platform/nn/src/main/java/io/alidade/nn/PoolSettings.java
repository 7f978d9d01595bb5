package io.alidade.nn;

import io.alidade.api.Range;

/**
 * How a vision transformer's tokens become one.
 *
 * @param queries of an attention pool, the first of which is read
 * @param heads of an attention pool
 */
public record PoolSettings(Kind kind, @Range(min = 1) int queries, @Range(min = 1) int heads) {
  /** The ways there are. */
  public enum Kind {
    /** The class token. */
    CLASS,
    /** The mean of the patches. */
    AVERAGE,
    /** Queries that attend to all tokens. */
    ATTENTION
  }

  /** As in CLIP. */
  public static final PoolSettings CLASS = new PoolSettings(Kind.CLASS, 1, 1);
}
