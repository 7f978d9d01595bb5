package io.alidade.registry;

/** The answer to asking for a run of an experiment with a seed. */
public sealed interface Claim {
  /** The run is queued and its lease is the caller's. */
  record Created(String id) implements Claim {}

  /** A live run of that experiment and seed exists; nothing was written. */
  record Busy(RunRow run) implements Claim {}
}
