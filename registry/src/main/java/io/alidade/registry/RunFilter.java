package io.alidade.registry;

import java.util.Optional;

/**
 * Which runs: those that fit every part that is there.
 *
 * @param experiment the experiment's name, or the beginning of its identity
 * @param limit at most so many, the newest
 */
public record RunFilter(
    Optional<String> method, Optional<RunState> state, Optional<String> experiment, int limit) {
  /** The newest runs, whatever they are. */
  public static RunFilter newest(int limit) {
    return new RunFilter(Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }
}
