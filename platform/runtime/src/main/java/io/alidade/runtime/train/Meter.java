package io.alidade.runtime.train;

import java.util.Map;
import java.util.function.LongSupplier;

/** Samples a second, and how much of the time the loop waited for data. */
final class Meter {
  private final LongSupplier clock;
  private long since;
  private long asked;
  private long waited;
  private long samples;

  Meter(LongSupplier clock) {
    this.clock = clock;
    this.since = clock.getAsLong();
  }

  void waiting() {
    asked = clock.getAsLong();
  }

  void arrived(int batch) {
    waited += clock.getAsLong() - asked;
    samples += batch;
  }

  /** The values since the last reading. */
  Map<String, Double> read() {
    long now = clock.getAsLong();
    double seconds = Math.max(1, now - since) / 1e9;
    Map<String, Double> values =
        Map.of("samples-per-second", samples / seconds, "data-wait", waited / 1e9 / seconds);
    since = now;
    waited = 0;
    samples = 0;
    return values;
  }
}
