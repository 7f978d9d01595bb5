package io.alidade.runtime.report;

import io.alidade.registry.ArtifactRow;
import io.alidade.registry.DatasetRow;
import io.alidade.registry.EventRow;
import io.alidade.registry.MetricPoint;
import io.alidade.registry.PluginRow;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is known of a run: its rows in the registry and the files in its folder. */
record ReportData(
    RunRow run,
    Map<String, List<MetricPoint>> metrics,
    List<Comparison> comparisons,
    List<EventRow> events,
    List<PluginRow> plugins,
    List<DatasetRow> datasets,
    List<ArtifactRow> artifacts,
    List<Evaluated> evaluations) {

  /**
   * One evaluation with what is shown of it.
   *
   * @param number from 1, as in the names of its files
   * @param tiles its images, where the run kept them
   */
  record Evaluated(int number, EvaluationFile file, Shown shown, Optional<Tiles> tiles) {
    static Evaluated of(Path folder, int number, EvaluationFile file) {
      return new Evaluated(number, file, Shown.of(file.evaluation()), Tiles.read(folder, number));
    }
  }

  /** Reads only; {@code folder} is the run's, and may be empty or gone. */
  static ReportData read(Registry registry, Path folder, RunRow run) {
    Map<String, List<MetricPoint>> metrics = new LinkedHashMap<>();
    for (MetricPoint point : registry.metrics(run.id())) {
      metrics.computeIfAbsent(point.name(), name -> new ArrayList<>()).add(point);
    }
    List<Evaluated> evaluations = new ArrayList<>();
    for (EvaluationFile file : EvaluationFile.all(folder)) {
      evaluations.add(Evaluated.of(folder, evaluations.size() + 1, file));
    }
    return new ReportData(
        run,
        metrics,
        Comparison.of(registry, run),
        registry.events(run.id()),
        registry.plugins(run.id()),
        registry.datasets(run.id()),
        registry.artifacts(run.id()),
        evaluations);
  }

  /** What was measured by that evaluation, if the registry knows it. */
  Optional<Comparison> comparison(EvaluationFile file) {
    return comparisons.stream()
        .filter(
            c ->
                c.protocolHash().equals(file.protocolHash())
                    && c.dataset().equals(file.dataset())
                    && c.split().equals(file.split()))
        .findFirst();
  }
}
