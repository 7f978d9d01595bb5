package io.alidade.runtime.train;

/**
 * Which model of a training is kept beside the last one, and which of the two counts.
 *
 * @param metric a name that the run records, {@code loss} or {@code canary/top-1}; empty keeps none
 * @param better whether it is to be high or low
 * @param evaluate which model is measured and built upon
 */
public record KeepBestSettings(String metric, Better better, Which evaluate) {
  /** Where a metric is to go. */
  public enum Better {
    HIGHER,
    LOWER
  }

  /** Of the models of a training. */
  public enum Which {
    LAST,
    BEST
  }

  public KeepBestSettings {
    if (metric.isEmpty() && evaluate == Which.BEST) {
      throw new IllegalArgumentException(
          "metric is empty; expected the metric of the best model, which is to be evaluated");
    }
  }

  /** Whether there is a metric to go by. */
  public boolean keeps() {
    return !metric.isEmpty();
  }

  /** Whether the best model is the run's. */
  public boolean evaluatesBest() {
    return evaluate == Which.BEST;
  }

  boolean improves(double value, double best) {
    return better == Better.HIGHER ? value > best : value < best;
  }
}
