package io.alidade.runtime.claim;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.alidade.runtime.config.Binder;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a file claims.
 *
 * @param statement one sentence
 * @param source where the paper says it
 * @param written the day on which it was written down, before the first run
 * @param protocol by which both sides are measured
 * @param where keys of the protocol's entry that must have these values
 * @param metric of both sides, unless one names its own
 * @param datasets on which, all of them; empty for all on which both were measured
 * @param choose split that decides between several experiments of a side: the one with the best
 *     mean of the metric on it counts; empty where each side is one experiment
 * @param direction of the left side against the right one
 * @param margin by which, in the metric's unit: shares as fractions
 */
public record ClaimFile(
    String statement,
    String source,
    String written,
    String protocol,
    Optional<ConfigObject> where,
    String metric,
    List<String> datasets,
    String split,
    Optional<String> choose,
    Side left,
    Side right,
    Direction direction,
    double margin) {
  /** What is said of the left side. */
  public enum Direction {
    ABOVE,
    BELOW
  }

  /**
   * Experiments of one side: one for each measurement.
   *
   * @param method its id
   * @param name of the experiment, {@code *} for any characters
   * @param metric where it is not the claim's
   */
  public record Side(String method, Optional<String> name, Optional<String> metric) {
    boolean holds(String ofMethod, String ofName) {
      return method.equals(ofMethod) && matches(name.orElse("*"), ofName);
    }

    private static boolean matches(String glob, String text) {
      StringBuilder pattern = new StringBuilder();
      for (String part : glob.split("\\*", -1)) {
        pattern.append(pattern.isEmpty() ? "" : ".*").append(java.util.regex.Pattern.quote(part));
      }
      return text.matches(pattern.toString());
    }
  }

  public ClaimFile {
    datasets = List.copyOf(datasets);
    if (!written.matches("\\d{4}-\\d{2}-\\d{2}")) {
      throw new IllegalArgumentException(
          "written is \"" + written + "\"; expected a day as in 2026-11-27");
    }
  }

  /** Throws every problem at once. */
  public static ClaimFile read(Path file) {
    Problems problems = new Problems();
    Config config = ConfigText.resolve(ConfigText.file(file, problems), problems);
    problems.throwIfAny();
    Config whole =
        config.withFallback(
            ConfigText.defaults("datasets = [], split = test, direction = above, margin = 0", ""));
    Optional<ClaimFile> claim =
        new Binder(problems, ConfigText.shown(file)).bind(whole.root(), "", ClaimFile.class);
    problems.throwIfAny();
    return claim.orElseThrow();
  }

  /** {@code METHOD-above-zero-shot}, of the file's name. */
  public static String id(Path file) {
    return file.getFileName().toString().replaceFirst("\\.conf$", "");
  }
}
