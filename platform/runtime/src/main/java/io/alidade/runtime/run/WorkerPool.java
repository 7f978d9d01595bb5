package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.InstalledPlugins;
import io.alidade.runtime.plugin.PluginHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Workers between two jobs. A process is paid for once: the JVM, the engine, plugins and warm code
 * serve the next run that wants the same settings. Who takes a worker gives it back when it says
 * that it takes another job; one that does not is simply replaced.
 */
public final class WorkerPool implements AutoCloseable {
  private final List<WorkerProcess> idle = new ArrayList<>();
  private boolean closed;

  /**
   * With one worker that makes itself ready while the host plans, on a core that has nothing else
   * to do. Whatever is wrong is left for the plan to say.
   *
   * @param overrides {@code -D key=value}
   * @param folders where workers load plugins from
   */
  public static WorkerPool startedFor(
      Path file, Map<String, String> overrides, List<Path> folders) {
    WorkerPool pool = new WorkerPool();
    try {
      Suite.execution(file, overrides)
          .ifPresent(
              execution ->
                  pool.idle.add(
                      WorkerProcess.start(
                          WorkerSettings.of(
                              execution,
                              execution.threadsHere(),
                              folders,
                              InstalledPlugins.read(folders).usable()))));
    } catch (AlidadeException e) {
      return pool;
    }
    return pool;
  }

  /** Starts workers until a suite's first runs have one each. */
  public synchronized void prepare(Suite suite, PluginHost plugins, List<Path> folders) {
    Experiment first = suite.experiments().get(0);
    var execution = first.settings().execution();
    int runs = suite.experiments().stream().mapToInt(one -> one.settings().seeds().size()).sum();
    int wanted = Math.min(runs, Share.of(first, MemoryPrediction.ofHeap()).times());
    while (idle.size() < wanted) {
      idle.add(
          WorkerProcess.start(
              WorkerSettings.of(execution, execution.threadsHere(), folders, plugins)));
    }
  }

  /** One that waits, or a new one. */
  synchronized WorkerProcess take(WorkerSettings settings) {
    idle.removeIf(worker -> !worker.isAlive());
    Optional<WorkerProcess> known =
        idle.stream().filter(worker -> worker.settings().equals(settings)).findFirst();
    known.ifPresent(idle::remove);
    return known.orElseGet(
        () -> {
          dismissAll(); // They are of other settings, and hold memory that this one may need.
          return WorkerProcess.start(settings);
        });
  }

  /** For the next job. */
  synchronized void give(WorkerProcess worker) {
    if (closed) {
      worker.dismiss();
    } else {
      idle.add(worker);
    }
  }

  private void dismissAll() {
    idle.forEach(WorkerProcess::dismiss);
    idle.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    dismissAll();
  }
}
