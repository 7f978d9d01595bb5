package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.Comparison;
import io.alidade.runtime.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports of runs, written as each one ends, and once more at the end where what it is compared
 * with has changed since.
 */
final class Reports {
  private final Registry registry;
  private final Alidade alidade;
  private final Map<String, List<Comparison>> written = new ConcurrentHashMap<>();

  Reports(Registry registry, Alidade alidade) {
    this.registry = registry;
    this.alidade = alidade;
  }

  /** Writes a run's; one that cannot be written yet is tried again at the end. */
  void write(String id) {
    try {
      RunRow run = registry.run(id);
      List<Comparison> now = Comparison.of(registry, run);
      RunReport.write(registry, alidade.runFolder(id), run);
      written.put(id, now);
    } catch (AlidadeException later) {
      written.remove(id);
    }
  }

  /** A run's, as things stand now. */
  Path current(RunRow run) {
    Path folder = alidade.runFolder(run.id());
    boolean same = Comparison.of(registry, run).equals(written.get(run.id()));
    return same ? RunReport.file(folder) : RunReport.write(registry, folder, run);
  }
}
