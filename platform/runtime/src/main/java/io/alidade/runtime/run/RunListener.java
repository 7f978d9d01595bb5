package io.alidade.runtime.run;

import java.util.Map;

/** Follows runs as they go. Called from several threads; must not throw. */
public interface RunListener {
  /** A run has its row and its folder; {@code index} of {@code total} runs of the suite, from 1. */
  void started(String run, String method, long seed, int index, int total);

  /** The run now does this: {@code data}, {@code training}, {@code evaluation}. */
  void phase(String name);

  void advance(String what, long done, long total);

  void metrics(long step, long total, Map<String, Double> values);

  /** A sentence for the user; {@code warning} where something is not as it should be. */
  void note(String sentence, boolean warning);

  /** A run that was finished before and is shown instead of being repeated. */
  void skipped(String run, String method, long seed);

  /** A run has ended; {@code cause} is empty when it finished. */
  void ended(String run, String state, String cause, double seconds);
}
