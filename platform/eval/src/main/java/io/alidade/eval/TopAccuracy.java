package io.alidade.eval;

import io.alidade.api.Measurement;

/** {@code top-k}: the share of samples whose class is among the k best scored. */
public final class TopAccuracy implements Metric {
  private final int k;
  private long right;
  private long samples;

  public TopAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("top-" + k + "; expected k of at least 1");
    }
    this.k = k;
  }

  /** The share of rows of {@code scores} (N, C) whose {@code truth} (N) is among the k best. */
  public static double of(float[][] scores, int[] truth, int k) {
    TopAccuracy metric = new TopAccuracy(k);
    for (int i = 0; i < truth.length; i++) {
      metric.add(truth[i], scores[i]);
    }
    return metric.measurement().value();
  }

  @Override
  public void add(int truth, float[] scores) {
    samples++;
    if (Ranking.rank(scores, truth) < k) {
      right++;
    }
  }

  @Override
  public Measurement measurement() {
    return new Measurement("top-" + k, (double) right / samples, "share", true, samples);
  }
}
