package io.alidade.registry;

import java.util.Locale;

/** Where a run is in its life. */
public enum RunState {
  /** Claimed, its process not started. */
  QUEUED,
  RUNNING,
  FINISHED,
  FAILED,
  /** Ended by the user: Ctrl-C, a signal, a stop asked for. */
  STOPPED,
  /** Its lease ran out before anyone said how it ended. */
  LOST;

  /** Someone holds the lease. */
  public boolean isLive() {
    return this == QUEUED || this == RUNNING;
  }

  /** As stored and printed: {@code finished}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return word();
  }

  /** The state of that word; {@link IllegalArgumentException} for another. */
  public static RunState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
