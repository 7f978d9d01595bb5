package io.alidade.runtime.report;

import io.alidade.api.AlidadeException;
import io.alidade.registry.MeasurementRow;
import io.alidade.registry.Registry;
import io.alidade.registry.RunFilter;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finished runs by what was measured of them: those of one key compare. */
record MeasuredRuns(Path results, Map<Alike, List<One>> all) {
  /** Measured the same way on the same data. */
  record Alike(String protocol, String hash, String dataset, String fingerprint, String split) {}

  /** A run with its numbers under one key, by metric. */
  record One(RunRow run, Map<String, Double> values) {}

  /**
   * Reads only.
   *
   * @param results folder of {@code runs/}
   */
  static MeasuredRuns read(Registry registry, Path results) {
    Map<Alike, List<One>> all = new LinkedHashMap<>();
    for (RunRow run : registry.runs(RunFilter.newest(Integer.MAX_VALUE))) {
      if (run.state() == RunState.FINISHED) {
        Map<Alike, Map<String, Double>> values = new LinkedHashMap<>();
        for (MeasurementRow row : registry.measurements(run.id())) {
          Alike key =
              new Alike(
                  row.protocol(),
                  row.protocolHash(),
                  row.dataset(),
                  row.datasetFingerprint(),
                  row.split());
          values
              .computeIfAbsent(key, k -> new LinkedHashMap<>())
              .put(row.measurement().metric(), row.measurement().value());
        }
        values.forEach(
            (key, numbers) ->
                all.computeIfAbsent(key, k -> new ArrayList<>()).add(new One(run, numbers)));
      }
    }
    return new MeasuredRuns(results, all);
  }

  List<Alike> keys(String protocol) {
    return all.keySet().stream().filter(key -> key.protocol().equals(protocol)).toList();
  }

  /** Newest first. */
  List<One> of(Alike key) {
    return all.getOrDefault(key, List.of());
  }

  /**
   * One run an experiment, in the order in which they were made: of those called alike the newest
   * experiment, of its runs the newest with the lowest seed.
   */
  List<One> experiments(Alike key) {
    return seeds(key).stream().map(seeds -> seeds.get(0)).toList();
  }

  /** The same with all its seeds, the lowest first. */
  List<List<One>> seeds(Alike key) {
    Map<String, List<One>> called = new LinkedHashMap<>();
    for (One one : of(key)) {
      List<One> same =
          called.computeIfAbsent(
              one.run().method() + " " + one.run().name(), k -> new ArrayList<>());
      if (same.isEmpty() || same.get(0).run().experiment().equals(one.run().experiment())) {
        same.add(one);
      }
    }
    called.values().forEach(s -> s.sort(Comparator.comparingLong(one -> one.run().seed())));
    return called.values().stream()
        .sorted(Comparator.comparing(same -> same.get(0).run().id()))
        .toList();
  }

  /** Of a data set and protocol the key that most experiments share. */
  Stream<Alike> mostUsed(String protocol) {
    Map<String, Alike> best = new LinkedHashMap<>();
    for (Alike key : keys(protocol)) {
      best.merge(
          key.dataset(),
          key,
          (one, other) -> experiments(other).size() > experiments(one).size() ? other : one);
    }
    return best.values().stream();
  }

  /** What the run's folder holds of that measurement; empty too where it cannot be read. */
  Optional<ReportData.Evaluated> evaluated(RunRow run, Alike key) {
    Path folder = results.resolve("runs").resolve(run.id());
    List<EvaluationFile> files;
    try {
      files = EvaluationFile.all(folder);
    } catch (AlidadeException e) {
      return Optional.empty(); // One run's damaged file costs the page that run alone.
    }
    for (int n = 1; n <= files.size(); n++) {
      EvaluationFile file = files.get(n - 1);
      if (file.protocolHash().equals(key.hash())
          && file.dataset().equals(key.dataset())
          && file.split().equals(key.split())) {
        return Optional.of(ReportData.Evaluated.of(folder, n, file));
      }
    }
    return Optional.empty();
  }
}
