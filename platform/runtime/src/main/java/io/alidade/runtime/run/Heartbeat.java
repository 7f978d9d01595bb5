package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Renews a run's lease while the host lives. */
final class Heartbeat implements AutoCloseable {
  // A third of the lease: two beats may be late before anyone calls the run lost.
  private static final long SECONDS = 5;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  Heartbeat(Registry registry, String run) {
    thread = new Thread(() -> beat(registry, run), "heartbeat");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void beat(Registry registry, String run) {
    try {
      while (!closed.await(SECONDS, TimeUnit.SECONDS)) {
        try {
          registry.heartbeat(run);
        } catch (AlidadeException e) {
          // The next beat may succeed; a registry that stays away shows when the run is ended.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
