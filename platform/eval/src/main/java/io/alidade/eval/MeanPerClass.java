package io.alidade.eval;

import io.alidade.api.Measurement;

/**
 * {@code mean-per-class}: the share of samples ranked right at first place, of each class, averaged
 * over the classes. A class without samples is left out, as scikit-learn's balanced accuracy does.
 */
public final class MeanPerClass implements Metric {
  private final long[] right;
  private final long[] samples;

  public MeanPerClass(int classes) {
    right = new long[classes];
    samples = new long[classes];
  }

  /** Over rows of {@code scores} (N, C) and {@code truth} (N). */
  public static double of(float[][] scores, int[] truth, int classes) {
    MeanPerClass metric = new MeanPerClass(classes);
    for (int i = 0; i < truth.length; i++) {
      metric.add(truth[i], scores[i]);
    }
    return metric.measurement().value();
  }

  @Override
  public void add(int truth, float[] scores) {
    samples[truth]++;
    if (Ranking.rank(scores, truth) == 0) {
      right[truth]++;
    }
  }

  @Override
  public Measurement measurement() {
    double sum = 0;
    int present = 0;
    long total = 0;
    for (int c = 0; c < right.length; c++) {
      total += samples[c];
      if (samples[c] > 0) {
        sum += (double) right[c] / samples[c];
        present++;
      }
    }
    return new Measurement("mean-per-class", sum / present, "share", true, total);
  }
}
