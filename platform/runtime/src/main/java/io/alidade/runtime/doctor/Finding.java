package io.alidade.runtime.doctor;

import io.alidade.api.AlidadeException;

/**
 * The answer of one part.
 *
 * @param part {@code java}, {@code engine}, ...
 * @param kind decides the exit code of a problem; RUN where there is none
 * @param sentence how it is; for a warning or a problem also what to do
 */
public record Finding(String part, Level level, AlidadeException.Kind kind, String sentence) {
  /** How much it matters. */
  public enum Level {
    OK,
    /** Something is slower or missing, and runs work. */
    WARNING,
    /** Runs do not work. */
    PROBLEM
  }

  static Finding ok(String part, String sentence) {
    return new Finding(part, Level.OK, AlidadeException.Kind.RUN, sentence);
  }

  static Finding warning(String part, String sentence) {
    return new Finding(part, Level.WARNING, AlidadeException.Kind.RUN, sentence);
  }

  static Finding problem(String part, AlidadeException.Kind kind, String sentence) {
    return new Finding(part, Level.PROBLEM, kind, sentence);
  }

  static Finding problem(String part, AlidadeException e) {
    return problem(part, e.kind(), String.valueOf(e.getMessage()));
  }
}
