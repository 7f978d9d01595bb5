package io.alidade.runtime.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Workers between two jobs. A process is paid for once: the JVM, the engine, plugins and warm code
 * serve the next run that wants the same settings. Who takes a worker gives it back when it says
 * that it takes another job; one that does not is simply replaced.
 */
final class WorkerPool implements AutoCloseable {
  private final List<WorkerProcess> idle = new ArrayList<>();
  private boolean closed;

  /** Starts workers ahead of their jobs, until {@code count} wait. */
  synchronized void prepare(WorkerSettings settings, int count) {
    while (!closed && idle.size() < count) {
      idle.add(WorkerProcess.start(settings));
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
