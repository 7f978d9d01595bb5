package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Renews a run's lease while the host lives. */
final class Heartbeat implements AutoCloseable {
  // A third of the lease: two beats may be late before anyone calls the run lost.
  private static final long SECONDS = 5;

  private final ScheduledExecutorService timer;

  private Heartbeat(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  static Heartbeat of(Registry registry, String run) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleAtFixedRate(() -> beat(registry, run), SECONDS, SECONDS, TimeUnit.SECONDS);
    return new Heartbeat(timer);
  }

  private static void beat(Registry registry, String run) {
    try {
      registry.heartbeat(run);
    } catch (AlidadeException e) {
      // The next beat may succeed; a registry that stays away shows when the run is ended.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
