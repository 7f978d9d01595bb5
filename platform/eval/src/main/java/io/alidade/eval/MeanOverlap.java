package io.alidade.eval;

import java.util.Collection;
import java.util.stream.DoubleStream;

/**
 * Intersection over union of pixels, averaged over classes. A class that is nowhere, neither true
 * nor said, has none and is left out; one that is only said has 0. Not thread-safe.
 */
public final class MeanOverlap {
  private final long[] both;
  private final long[] truths;
  private final long[] said;

  /** Takes pixels of classes 0 to {@code classes} - 1. */
  public MeanOverlap(int classes) {
    both = new long[classes];
    truths = new long[classes];
    said = new long[classes];
  }

  /**
   * Takes in one pixel.
   *
   * @param truth its class; below 0 it does not count
   */
  public void add(int truth, int guess) {
    if (truth >= 0) {
      truths[truth]++;
      said[guess]++;
      both[truth] += truth == guess ? 1 : 0;
    }
  }

  /** Of one class, 0..1; NaN where it is nowhere. */
  public double overlap(int label) {
    long either = truths[label] + said[label] - both[label];
    return either == 0 ? Double.NaN : (double) both[label] / either;
  }

  /** The mean over those of the classes that are anywhere; NaN where none is. */
  public double mean(Collection<Integer> classes) {
    return classes.stream()
        .mapToDouble(this::overlap)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * What these pixels add to the {@link #mean}, in threes: class, pixels of both, pixels of either.
   *
   * @see io.alidade.api.Evaluation.Statistic#MEAN_IOU
   */
  double[] contribution(Collection<Integer> classes) {
    return classes.stream()
        .filter(c -> !Double.isNaN(overlap(c)))
        .flatMapToDouble(
            c -> DoubleStream.of(c, (double) both[c], (double) (truths[c] + said[c] - both[c])))
        .toArray();
  }

  /** Whether pixels of that class were there to be found. */
  public boolean isPresent(int label) {
    return truths[label] > 0;
  }
}
