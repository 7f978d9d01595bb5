package io.alidade.runtime.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.MeasuredRuns.Alike;
import io.alidade.runtime.report.MeasuredRuns.One;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A number over shots, one curve a method and file: a mean over the data sets that most points were
 * measured on, then over seeds.
 *
 * @param curves the one that ends highest first
 * @param datasets those of the mean
 * @param without points that were not measured on all of them
 */
record ShotCurves(List<Curve> curves, Set<String> datasets, List<String> without) {
  private static final String PROTOCOL = "few-shot-classification";
  private static final String METRIC = "mean-per-class";
  private static final String SHOTS = "shots";

  /** One method's line. */
  record Curve(String name, SortedMap<Integer, Point> points, List<RunRow> runs) {
    Point last() {
      return Objects.requireNonNull(points.get(points.lastKey()));
    }

    /** Whether shots change nothing: a method that sees none. */
    boolean isFlat() {
      return points.size() > 1
          && points.values().stream()
              .allMatch(point -> Math.abs(point.mean() - last().mean()) < 1e-9);
    }
  }

  /**
   * @param deviation of the sample over seeds; 0 for one
   */
  record Point(double mean, double deviation, int seeds) {}

  /** A curve at some shots, before the mean. */
  private record Spot(String method, String file, int shots) {}

  /** Empty where nothing was measured over shots. */
  static ShotCurves read(MeasuredRuns runs, Set<String> excluded) {
    Map<String, Map<Spot, Map<String, List<One>>>> ways = new LinkedHashMap<>();
    for (Alike key : runs.keys(PROTOCOL)) {
      Optional<JsonObject> entry =
          excluded.contains(key.dataset()) ? Optional.empty() : entry(runs, key);
      if (entry.isPresent()) {
        JsonElement shots = entry.get().remove(SHOTS);
        entry.get().remove("execution");
        for (One one : runs.of(key)) {
          if (one.values().containsKey(METRIC)) {
            ways.computeIfAbsent(entry.get().toString(), k -> new LinkedHashMap<>())
                .computeIfAbsent(spot(one.run(), shots.getAsInt()), k -> new TreeMap<>())
                .computeIfAbsent(key.dataset(), k -> new ArrayList<>())
                .add(one);
          }
        }
      }
    }
    return ways.values().stream()
        .max(Comparator.comparingInt(Map::size))
        .map(ShotCurves::of)
        .orElse(new ShotCurves(List.of(), Set.of(), List.of()));
  }

  /** The protocol's settings, which the run's folder alone knows. */
  private static Optional<JsonObject> entry(MeasuredRuns runs, Alike key) {
    return runs.of(key).stream()
        .flatMap(one -> runs.evaluated(one.run(), key).stream())
        .map(evaluated -> evaluated.file().entry().deepCopy())
        .filter(entry -> entry.has(SHOTS) && entry.get(SHOTS).getAsInt() > 0)
        .findFirst();
  }

  /** {@code file} of {@code file/cell}; a method that stands beside several files is one. */
  private static Spot spot(RunRow run, int shots) {
    int slash = run.name().indexOf('/');
    String file = slash < 0 ? run.name() : run.name().substring(0, slash);
    boolean beside = run.name().endsWith("/" + run.method());
    return new Spot(run.method(), beside ? "" : file, shots);
  }

  private static ShotCurves of(Map<Spot, Map<String, List<One>>> all) {
    Map<Spot, Map<String, List<One>>> spots = new LinkedHashMap<>(all);
    List<String> without = new ArrayList<>();
    Set<String> datasets = usual(all);
    spots.entrySet().removeIf(spot -> !spot.getValue().keySet().containsAll(datasets));
    all.keySet().stream()
        .filter(spot -> !spots.containsKey(spot))
        .map(spot -> spot.method() + " at " + Words.count(spot.shots(), "shot", "shots"))
        .forEach(without::add);
    Map<String, Set<String>> files = new LinkedHashMap<>();
    spots
        .keySet()
        .forEach(s -> files.computeIfAbsent(s.method(), m -> new HashSet<>()).add(s.file()));
    Map<String, Curve> curves = new LinkedHashMap<>();
    spots.forEach(
        (spot, measured) -> {
          boolean several = files.getOrDefault(spot.method(), Set.of()).size() > 1;
          String name = several ? spot.method() + " (" + spot.file() + ")" : spot.method();
          Curve curve =
              curves.computeIfAbsent(
                  name, k -> new Curve(name, new TreeMap<>(), new ArrayList<>()));
          point(measured, datasets, curve.runs())
              .ifPresent(point -> curve.points().put(spot.shots(), point));
        });
    List<Curve> drawn =
        curves.values().stream()
            .filter(curve -> !curve.points().isEmpty())
            .sorted(Comparator.comparingDouble((Curve curve) -> curve.last().mean()).reversed())
            .toList();
    return new ShotCurves(drawn, datasets, without);
  }

  /** The data sets that most points were measured on; of equally many choices the largest. */
  private static Set<String> usual(Map<Spot, Map<String, List<One>>> spots) {
    Map<Set<String>, Long> uses =
        spots.values().stream()
            .collect(
                Collectors.groupingBy(
                    measured -> new TreeSet<>(measured.keySet()), Collectors.counting()));
    return uses.entrySet().stream()
        .max(
            Map.Entry.<Set<String>, Long>comparingByValue()
                .thenComparing(one -> one.getKey().size())
                .thenComparing(one -> one.getKey().toString()))
        .map(Map.Entry::getKey)
        .orElse(Set.of());
  }

  /** Over the seeds that the newest experiment on every data set has. */
  private static Optional<Point> point(
      Map<String, List<One>> measured, Set<String> datasets, List<RunRow> used) {
    Map<Long, Map<String, One>> seeds = new TreeMap<>();
    for (String dataset : datasets) {
      List<One> newestFirst = measured.getOrDefault(dataset, List.of());
      for (One one : newestFirst) {
        if (one.run().experiment().equals(newestFirst.get(0).run().experiment())) {
          seeds.computeIfAbsent(one.run().seed(), k -> new TreeMap<>()).putIfAbsent(dataset, one);
        }
      }
    }
    seeds.values().removeIf(of -> of.size() < datasets.size());
    if (seeds.isEmpty() || datasets.isEmpty()) {
      return Optional.empty();
    }
    seeds.values().forEach(of -> of.values().forEach(one -> used.add(one.run())));
    double[] means =
        seeds.values().stream()
            .mapToDouble(
                of ->
                    of.values().stream()
                        .mapToDouble(one -> one.values().getOrDefault(METRIC, Double.NaN))
                        .average()
                        .orElseThrow())
            .toArray();
    double mean = DoubleStream.of(means).average().orElseThrow();
    double squares = DoubleStream.of(means).map(one -> (one - mean) * (one - mean)).sum();
    double deviation = means.length > 1 ? Math.sqrt(squares / (means.length - 1)) : 0;
    return Optional.of(new Point(mean, deviation, means.length));
  }

  /** Whether any point has more than one seed. */
  boolean hasSeeds() {
    return curves.stream()
        .flatMap(curve -> curve.points().values().stream())
        .anyMatch(point -> point.seeds() > 1);
  }

  /** All shots at which anything was measured. */
  TreeSet<Integer> shots() {
    TreeSet<Integer> shots = new TreeSet<>();
    curves.forEach(curve -> shots.addAll(curve.points().keySet()));
    return shots;
  }
}
