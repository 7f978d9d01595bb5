package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import io.alidade.api.DualEncoder;
import io.alidade.api.FeatureCache;
import io.alidade.api.ImageSpec;
import io.alidade.api.Preparation;
import io.alidade.api.Split;
import io.alidade.data.FrozenFeatures;
import io.alidade.data.FrozenFeatures.Tower;
import java.util.stream.IntStream;

/**
 * What a frozen tower makes of samples that a method may see. Kept for all who ask, under the key
 * that tests of the same tower use.
 *
 * @param images (N, D)
 * @param labels int64 (N)
 */
public record SupportFeatures(NDArray images, NDArray labels) {

  /** Of a frozen encoder, at unit length; the arrays belong to the run. */
  public static SupportFeatures of(
      Preparation given, Split split, DualEncoder encoder, ImageSpec images) {
    String print =
        encoder
            .imageFingerprint()
            .orElseThrow(() -> new IllegalArgumentException("the image tower is not frozen"));
    return of(given, split, new Tower(print, images, encoder::encodeImage));
  }

  /** Of any frozen tower. */
  public static SupportFeatures of(Preparation given, Split split, Tower tower) {
    NDArray labels = given.manager().create(labels(split));
    NDArray images =
        frozen(given).images(tower, split, given.trainingFingerprint().orElse("unknown"));
    return new SupportFeatures(images, labels);
  }

  /** The features of a run; what is made of data without a fingerprint is not kept. */
  public static FrozenFeatures frozen(Preparation given) {
    FeatureCache cache =
        given.trainingFingerprint().isPresent() ? given.cache() : FeatureCache.NONE;
    return new FrozenFeatures(cache, given.manager(), given.progress());
  }

  /** The class of each sample; one without is an error. */
  public static long[] labels(Split split) {
    return IntStream.range(0, split.size()).mapToLong(i -> Examiner.truth(split, i)).toArray();
  }

  /** The share of samples whose own class is scored highest. */
  public double accuracy(NDArray scores) {
    return share(scores.toFloatArray(), labels.toLongArray());
  }

  /**
   * The same from plain numbers.
   *
   * @param scores row after row
   */
  public static double share(float[] scores, long[] labels) {
    int classes = scores.length / labels.length;
    int right = 0;
    for (int n = 0; n < labels.length; n++) {
      boolean best = true;
      int truth = (int) labels[n];
      float own = scores[n * classes + truth];
      for (int c = 0; c < classes && best; c++) {
        float other = scores[n * classes + c];
        best = c == truth || other < own || (other == own && c > truth);
      }
      right += best ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}
