package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Writes that decide what is known of a run. A registry that does not answer (a lock somebody
 * holds, a full disk) is asked again for a minute: an hour of training is worth the wait. Metrics
 * have a queue of their own instead, which may drop some.
 */
final class Insistence {
  static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration HURRIED = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 500;

  private final BooleanSupplier hurried;
  private final Consumer<String> say;
  private final LongSupplier nanos;
  private final Runnable pause;

  /**
   * @param hurried whether the user waits for the end
   * @param say takes a sentence for the user
   */
  Insistence(BooleanSupplier hurried, Consumer<String> say) {
    this(hurried, say, System::nanoTime, Insistence::sleep);
  }

  Insistence(BooleanSupplier hurried, Consumer<String> say, LongSupplier nanos, Runnable pause) {
    this.hurried = hurried;
    this.say = say;
    this.nanos = nanos;
    this.pause = pause;
  }

  /** Writes, again and again if it must; throws what the registry said last. */
  void write(Runnable write) {
    long start = nanos.getAsLong();
    boolean said = false;
    while (true) {
      try {
        write.run();
        return;
      } catch (AlidadeException refused) {
        Duration patience = hurried.getAsBoolean() ? HURRIED : PATIENCE;
        if (refused.kind() != AlidadeException.Kind.RESOURCE
            || nanos.getAsLong() - start > patience.toNanos()) {
          throw refused;
        }
        if (!said) {
          said = true;
          say.accept(again(refused));
        }
        pause.run();
      }
    }
  }

  static String again(AlidadeException refused) {
    return refused.getMessage() + "; tried again for a minute";
  }

  private static void sleep() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
