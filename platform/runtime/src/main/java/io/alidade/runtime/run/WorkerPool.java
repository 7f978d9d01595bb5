package io.alidade.runtime.run;

import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Workers between two jobs. A process is paid for once: the JVM, the engine, plugins and warm code
 * serve the next run that wants the same settings. Who takes a worker gives it back when it says
 * that it takes another job; one that does not is simply replaced.
 */
public final class WorkerPool implements AutoCloseable {
  private final List<WorkerProcess> idle = new ArrayList<>();
  private boolean closed;

  WorkerPool() {}

  /**
   * The workers of a suite's first runs, which make themselves ready while the host plans on.
   *
   * @param folders where they load plugins from
   */
  public static WorkerPool startedFor(Suite suite, PluginHost plugins, List<Path> folders) {
    Experiment first = suite.experiments().get(0);
    var execution = first.settings().execution();
    WorkerSettings settings =
        WorkerSettings.of(execution, execution.threadsHere(), folders, plugins);
    int runs = suite.experiments().stream().mapToInt(one -> one.settings().seeds().size()).sum();
    WorkerPool pool = new WorkerPool();
    for (int i = Math.min(runs, Share.of(first, MemoryPrediction.ofHeap()).times()); i > 0; i--) {
      pool.idle.add(WorkerProcess.start(settings));
    }
    return pool;
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
