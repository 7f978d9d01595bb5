package io.alidade.runtime.run;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How long runs will still take, by what runs took: those of the same experiment with other seeds;
 * else those of the same method, in proportion to their work; else, of several methods, the mean of
 * the methods' means, which is rough. Where that would decide most of the answer there is none.
 */
final class TimeLeft {
  /** The rough mean says something of a further method once so many are in it. */
  private static final int METHODS = 3;

  /** A run that did a smaller part of the work spent its time on starting. */
  private static final double LEAST_PART = 0.1;

  /**
   * A run that came to its end.
   *
   * @param experiment its identity
   * @param work samples that it trained on, as configured; 0 where that is not known
   */
  record Past(String experiment, String method, double work, double seconds) {}

  /**
   * A run that is to come, or under way.
   *
   * @param experiment its identity
   * @param work as of a {@link Past}
   * @param share of the machine, above 0 and at most 1: with a half, two go side by side
   */
  record Task(String experiment, String method, double work, double share) {}

  /**
   * A run that was begun.
   *
   * @param seconds since then
   * @param rest in seconds, by its own steps; empty while it does not step
   */
  record UnderWay(Task task, double seconds, OptionalDouble rest) {}

  private record Expected(double seconds, boolean rough) {
    static final Expected NOTHING = new Expected(Double.NaN, true);
  }

  private final Map<String, List<Past>> byExperiment;
  private final Map<String, List<Past>> byMethod;

  TimeLeft(Collection<Past> past) {
    byExperiment = past.stream().collect(Collectors.groupingBy(Past::experiment));
    byMethod = past.stream().collect(Collectors.groupingBy(Past::method));
  }

  /**
   * Seconds until all have come to their end, while the machine is always full; empty where too
   * little is known.
   *
   * @param pause seconds between two runs in which none is under way, on average
   */
  OptionalDouble of(Collection<UnderWay> begun, Collection<Task> ahead, double pause) {
    double whole = 0;
    double longest = 0;
    int rough = 0;
    for (UnderWay one : begun) {
      double rest;
      if (one.rest().isPresent()) {
        rest = one.rest().getAsDouble();
      } else {
        Expected expected = expected(one.task());
        rough += expected.rough() ? 1 : 0;
        rest = Math.max(0, expected.seconds() - one.seconds());
      }
      whole += rest * one.task().share();
      longest = Math.max(longest, rest);
    }
    for (Task one : ahead) {
      Expected expected = expected(one);
      rough += expected.rough() ? 1 : 0;
      whole += expected.seconds() * one.share() + pause;
      longest = Math.max(longest, expected.seconds());
    }
    double rest = Math.max(whole, longest);
    boolean overdue = !begun.isEmpty() && rest < 1; // took longer than was expected
    // What is not a number stays none in the sum.
    return Double.isNaN(whole) || overdue || 2 * rough > begun.size() + ahead.size()
        ? OptionalDouble.empty()
        : OptionalDouble.of(rest);
  }

  private Expected expected(Task task) {
    List<Past> same = byExperiment.getOrDefault(task.experiment(), List.of());
    if (!same.isEmpty()) {
      return new Expected(mean(same), false);
    }
    List<Past> method = byMethod.getOrDefault(task.method(), List.of());
    if (!method.isEmpty()) {
      return ofMethod(method, task.work());
    }
    if (byMethod.size() < METHODS) {
      return Expected.NOTHING;
    }
    double mean = byMethod.values().stream().mapToDouble(TimeLeft::mean).average().orElseThrow();
    return new Expected(mean, true);
  }

  private static Expected ofMethod(List<Past> runs, double work) {
    DoubleSummaryStatistics done = new DoubleSummaryStatistics();
    double seconds = 0;
    for (Past run : runs) {
      if (run.work() > 0 && run.work() >= LEAST_PART * work) {
        done.accept(run.work());
        seconds += run.seconds();
      }
    }
    if (work > 0 && done.getCount() > 0) {
      return new Expected(seconds / done.getSum() * work, false);
    }
    return new Expected(mean(runs), true);
  }

  private static double mean(List<Past> runs) {
    return runs.stream().mapToDouble(Past::seconds).average().orElseThrow();
  }
}
