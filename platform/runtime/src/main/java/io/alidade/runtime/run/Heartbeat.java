package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Renews a run's lease while the host lives. When the registry does not answer for a minute, or
 * others took the run for lost and began it anew, there is no point in going on, and it says so.
 */
final class Heartbeat implements AutoCloseable {
  // A third of the lease: two beats may be late before anyone calls the run lost.
  private static final long SECONDS = 5;
  static final long MOST_FAILURES = Insistence.PATIENCE.toSeconds() / SECONDS;

  private final BooleanSupplier renew;
  private final Consumer<String> say;
  private final Consumer<AlidadeException> giveUp;
  private final Consumer<AlidadeException> disown;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private long failures;

  /**
   * @param renew false when the run has no lease any more
   * @param say takes a sentence for the user
   * @param giveUp is told when the registry stays away
   * @param disown is told when others have the run; of both, one is called, once, from a thread of
   *     its own
   */
  Heartbeat(
      BooleanSupplier renew,
      Consumer<String> say,
      Consumer<AlidadeException> giveUp,
      Consumer<AlidadeException> disown) {
    this.renew = renew;
    this.say = say;
    this.giveUp = giveUp;
    this.disown = disown;
    thread = new Thread(this::beat, "heartbeat");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void beat() {
    try {
      boolean hopeful = true;
      while (hopeful && !closed.await(SECONDS, TimeUnit.SECONDS)) {
        hopeful = once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One beat; false when there is no hope in another. */
  boolean once() {
    try {
      if (renew.getAsBoolean()) {
        failures = 0;
        return true;
      }
      disown.accept(
          new AlidadeException(
              AlidadeException.Kind.RESOURCE,
              "others took the run for lost, since the registry had no sign of life from it;"
                  + " expected one every few seconds"));
      return false;
    } catch (AlidadeException e) {
      failures++;
      if (failures == 1) {
        say.accept(Insistence.again(e));
      }
      if (failures < MOST_FAILURES) {
        return true; // The next beat may succeed.
      }
      giveUp.accept(e);
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
