package io.alidade.registry;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a run ended.
 *
 * @param state finished, failed or stopped
 * @param cause one line; empty for a run that finished
 * @param exitCode of the run's process
 * @param peakMemoryBytes most resident memory, where it could be read
 * @param seconds of this part: since the start, or since the run went on
 */
public record RunEnd(
    RunState state,
    Optional<String> cause,
    int exitCode,
    OptionalLong peakMemoryBytes,
    double seconds) {
  public RunEnd {
    if (state.isLive() || state == RunState.LOST) {
      throw new IllegalArgumentException(
          "a run ends as finished, failed or stopped, not as " + state.word());
    }
  }
}
