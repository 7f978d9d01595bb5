package io.alidade.runtime.run;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Follows a suite as it goes. Called from several threads; must not throw. */
public interface RunListener {
  /** The host itself now does this: {@code data}, {@code models}. */
  void phase(String name);

  /** How far the host is: {@code done} of {@code total} units of {@code what}. */
  void advance(String what, long done, long total);

  /** A sentence for the user; {@code warning} where something is not as it should be. */
  void note(String sentence, boolean warning);

  /** What was to be known before the first run is. */
  void begins(Whole whole);

  /**
   * A suite that is to be run.
   *
   * @param runs of it
   * @param finished of them before, and to be shown
   * @param secondsLeft how long the rest takes, at the time it is asked; empty where too little is
   *     known
   */
  record Whole(int runs, int finished, Supplier<OptionalDouble> secondsLeft) {}

  /** A run that was finished before and is shown instead of being repeated. */
  void skipped(String run, String method, long seed);

  /** A run that will not be made, since what it builds on is not there; the sentence says so. */
  void leftOut(String sentence);

  /**
   * A run has its row and its folder; {@code index} of {@code total} runs of the suite, from 1.
   * What becomes of it is told to the answer; several may be under way.
   */
  Course started(String run, String method, long seed, int index, int total);

  /** Follows one run. */
  interface Course {
    /** The run now does this: {@code data}, {@code training}, {@code evaluation}. */
    void phase(String name);

    void advance(String what, long done, long total);

    void metrics(long step, long total, Map<String, Double> values);

    /** An earlier part of it was interrupted: this is the rest. */
    default void goesOn() {}

    /** A sentence about this run. */
    void note(String sentence, boolean warning);

    /** Nothing more comes; {@code cause} is empty when it finished. */
    void ended(String state, String cause, double seconds);
  }
}
