package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.Comparison;
import io.alidade.runtime.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reports of runs, written soon after each one ends, and once more at the end where what it is
 * compared with has changed since.
 */
final class Reports implements AutoCloseable {
  /** Until then the next run has begun, which wants the core at once. */
  private static final long SOON_MILLIS = 300;

  private final Registry registry;
  private final Alidade alidade;
  private final Map<String, List<Comparison>> written = new ConcurrentHashMap<>();
  private final Set<String> due = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor writer = new ScheduledThreadPoolExecutor(1);

  Reports(Registry registry, Alidade alidade) {
    this.registry = registry;
    this.alidade = alidade;
    writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Lets a run's be written by a thread of its own. */
  void writeSoon(String id) {
    due.add(id);
    var unused = writer.schedule(() -> write(id), SOON_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Writes those that are still due. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      writer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    due.forEach(this::write);
  }

  /** One that cannot be written yet is tried again at the end. */
  private void write(String id) {
    due.remove(id);
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
