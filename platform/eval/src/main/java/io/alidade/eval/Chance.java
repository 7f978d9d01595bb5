package io.alidade.eval;

import io.alidade.api.Measurement;
import java.util.Optional;

/**
 * What guessing would give, measured beside each number: {@code chance-top-1} stands beside {@code
 * top-1} in the same evaluation, so that no reader has to know how many classes there were.
 */
public final class Chance {
  private static final String PREFIX = "chance-";

  private Chance() {}

  /**
   * The right class among the first {@code k} of {@code classes} drawn blindly: k / C, at most 1.
   */
  public static Measurement top(int k, int classes, long samples) {
    return new Measurement(
        PREFIX + "top-" + k, Math.min(1.0, (double) k / classes), "share", true, samples);
  }

  /** A blind guess is right in 1 / C of each class's samples. */
  public static Measurement meanPerClass(int classes, long samples) {
    return new Measurement(PREFIX + "mean-per-class", 1.0 / classes, "share", true, samples);
  }

  /** The name under which the chance level of {@code metric} is measured. */
  public static String nameFor(String metric) {
    return PREFIX + metric;
  }

  /** The metric whose chance level {@code name} is, if it is one. */
  public static Optional<String> metricOf(String name) {
    return name.startsWith(PREFIX)
        ? Optional.of(name.substring(PREFIX.length()))
        : Optional.empty();
  }
}
