package io.alidade.runtime.train;

import java.util.Map;

/** Samples a second, and how much of the time the loop waited for data. */
final class Meter {
  private long since = System.nanoTime();
  private long asked;
  private long waited;
  private long samples;

  void waiting() {
    asked = System.nanoTime();
  }

  void arrived(int batch) {
    waited += System.nanoTime() - asked;
    samples += batch;
  }

  /** The values since the last reading. */
  Map<String, Double> read() {
    long now = System.nanoTime();
    double seconds = Math.max(1, now - since) / 1e9;
    Map<String, Double> values =
        Map.of("samples-per-second", samples / seconds, "data-wait", waited / 1e9 / seconds);
    since = now;
    waited = 0;
    samples = 0;
    return values;
  }
}
