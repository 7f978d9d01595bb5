package io.alidade.runtime.run;

import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells a run that others have under way from one whose host was killed, which nobody could say:
 * the one's lease is renewed, the other's runs out.
 *
 * @param say takes a sentence for the user, that there is a wait
 */
record SignOfLife(Registry registry, Consumer<String> say) {
  private static final long MILLIS_BETWEEN_LOOKS = 200;

  /** Waits for one, as long as the lease of now lasts; false where none came. */
  boolean awaited(RunRow run) {
    Optional<Instant> first = registry.lease(run.id());
    if (first.isPresent()) {
      say.accept(
          "run %s of the same experiment was %s a moment ago; waits a few seconds for a sign of life"
              .formatted(run.id(), run.state().word()));
    }
    Optional<Instant> lease = first;
    while (lease.isPresent() && lease.equals(first)) {
      pause();
      lease = registry.lease(run.id());
    }
    return lease.isPresent() || registry.run(run.id()).state() == RunState.FINISHED;
  }

  private static void pause() {
    try {
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run's sign of life was awaited", e);
    }
  }
}
