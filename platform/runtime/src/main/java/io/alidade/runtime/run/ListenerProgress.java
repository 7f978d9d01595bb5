package io.alidade.runtime.run;

import io.alidade.api.Progress;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Progress in the host itself, shown like a worker's; long work ends at its next call once somebody
 * wants it to.
 */
record ListenerProgress(RunListener listener, BooleanSupplier stopped) implements Progress {
  @Override
  public void advance(String what, long done, long total) {
    if (stopped.getAsBoolean()) {
      throw new CancellationException("stopped at " + done + " of " + total + " " + what);
    }
    listener.advance(what, done, total);
  }

  @Override
  public void note(String sentence) {
    listener.note(sentence, true);
  }
}
