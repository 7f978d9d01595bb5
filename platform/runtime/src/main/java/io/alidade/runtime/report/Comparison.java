package io.alidade.runtime.report;

import io.alidade.api.Measurement;
import io.alidade.eval.Chance;
import io.alidade.registry.MeasurementRow;
import io.alidade.registry.Registry;
import io.alidade.registry.RunFilter;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A run's numbers on one split, each beside what it has to be compared with. Only numbers of one
 * protocol hash and one data set fingerprint stand together.
 */
public record Comparison(
    String protocol, String protocolHash, String dataset, String split, List<Line> lines) {
  private static final int RUNS_LOOKED_AT = 1000; // baselines are looked for among the newest
  private static final Pattern CELL = Pattern.compile("/[^/=]+=.*$");

  /** One metric: the run's own number first, what it is compared with behind it. */
  public record Line(Measurement own, List<Rival> rivals) {}

  /**
   * A number to compare with.
   *
   * @param name of who reached it
   * @param note where it comes from: a run id, how many seeds
   */
  public record Rival(Kind kind, String name, String note, double value) {
    /** What a rival is. */
    public enum Kind {
      SEEDS,
      BASELINE,
      CHANCE
    }
  }

  private record Key(
      String protocol, String hash, String dataset, String fingerprint, String split) {
    static Key of(MeasurementRow row) {
      return new Key(
          row.protocol(), row.protocolHash(), row.dataset(), row.datasetFingerprint(), row.split());
    }
  }

  /** All of a run's numbers, in the order of its evaluations. */
  public static List<Comparison> of(Registry registry, RunRow run) {
    Map<Key, List<Measurement>> own = byKey(registry.measurements(run.id()));
    if (own.isEmpty()) {
      return List.of();
    }
    List<RunRow> finished =
        registry.runs(RunFilter.newest(RUNS_LOOKED_AT)).stream()
            .filter(other -> other.state() == RunState.FINISHED)
            .toList();
    Map<Key, List<Found>> seeds = new LinkedHashMap<>();
    Map<Key, List<Found>> baselines = new LinkedHashMap<>();
    Set<List<Object>> seen = new HashSet<>();
    for (RunRow other : finished) {
      boolean baseline = other.method().startsWith("baseline.") || isBeside(run, other);
      boolean sameExperiment = other.experiment().equals(run.experiment());
      if (!sameExperiment && !baseline) {
        continue;
      }
      String part = sameExperiment ? "seed " + other.seed() : other.method();
      Map<Key, List<Found>> into = sameExperiment ? seeds : baselines;
      byKey(registry.measurements(other.id()))
          .forEach(
              (key, numbers) -> {
                // Newest first: of one method (or seed) only the newest that measured this counts.
                if (own.containsKey(key) && seen.add(List.of(part, key))) {
                  into.computeIfAbsent(key, k -> new ArrayList<>()).add(new Found(other, numbers));
                }
              });
    }
    List<Comparison> comparisons = new ArrayList<>();
    own.forEach(
        (key, numbers) -> {
          List<Line> lines = new ArrayList<>();
          for (Measurement number : numbers) {
            if (Chance.metricOf(number.metric()).isEmpty()) {
              List<Rival> rivals = new ArrayList<>();
              overSeeds(seeds.getOrDefault(key, List.of()), number.metric(), number.unit(), rivals);
              baselines(baselines.getOrDefault(key, List.of()), number.metric(), rivals);
              chance(numbers, number.metric(), rivals);
              lines.add(new Line(number, List.copyOf(rivals)));
            }
          }
          comparisons.add(
              new Comparison(
                  key.protocol(), key.hash(), key.dataset(), key.split(), List.copyOf(lines)));
        });
    return comparisons;
  }

  /**
   * Whether the other is of a method that the run's file lists under {@code baselines}: those are
   * called FILE/METHOD or FILE/CELL/METHOD, as the run is called FILE or FILE/CELL. Cells that
   * share a baseline find it under the first one's name.
   */
  private static boolean isBeside(RunRow run, RunRow other) {
    String ending = "/" + other.method();
    String name = run.name();
    if (!other.name().endsWith(ending) || name.endsWith("/" + run.method())) {
      return false;
    }
    String beside = other.name().substring(0, other.name().length() - ending.length());
    return file(name).equals(file(beside)) || name.startsWith(beside + "/");
  }

  /** FILE of FILE/CELL: a cell begins with a key and its value, as in {@code shots=1}. */
  private static String file(String name) {
    return CELL.matcher(name).replaceFirst("");
  }

  private record Found(RunRow run, List<Measurement> numbers) {
    List<Double> values(String metric) {
      return numbers.stream()
          .filter(number -> number.metric().equals(metric))
          .map(Measurement::value)
          .toList();
    }
  }

  private static Map<Key, List<Measurement>> byKey(List<MeasurementRow> rows) {
    Map<Key, List<Measurement>> map = new LinkedHashMap<>();
    for (MeasurementRow row : rows) {
      map.computeIfAbsent(Key.of(row), key -> new ArrayList<>()).add(row.measurement());
    }
    return map;
  }

  private static void overSeeds(List<Found> runs, String metric, String unit, List<Rival> into) {
    List<Double> values = runs.stream().flatMap(found -> found.values(metric).stream()).toList();
    if (values.size() > 1) {
      double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
      double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      double deviation = Math.sqrt(squares / (values.size() - 1));
      into.add(
          new Rival(
              Rival.Kind.SEEDS,
              "mean of " + values.size() + " seeds",
              "standard deviation " + Words.measured(deviation, unit),
              mean));
    }
  }

  private static void baselines(List<Found> runs, String metric, List<Rival> into) {
    for (Found found : runs) {
      for (double value : found.values(metric)) {
        into.add(
            new Rival(Rival.Kind.BASELINE, found.run().method(), "run " + found.run().id(), value));
      }
    }
  }

  private static void chance(List<Measurement> numbers, String metric, List<Rival> into) {
    for (Measurement number : numbers) {
      if (number.metric().equals(Chance.nameFor(metric))) {
        into.add(new Rival(Rival.Kind.CHANCE, "chance", "a blind guess", number.value()));
      }
    }
  }
}
