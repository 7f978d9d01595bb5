package io.alidade.nn;

import io.alidade.api.Step;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which patches a vision transformer looks at in a training step (Li et al., <i>Scaling
 * language-image pre-training via masking</i>, 2023): as many as open_clip's PatchDropout keeps, in
 * the order of random numbers.
 *
 * @param patches of an image, N
 * @param share of them that is dropped
 */
record PatchDropout(int patches, double share) {
  /** K, at least one. */
  int kept() {
    return Math.max(1, (int) (patches * (1 - share)));
  }

  /**
   * The K patches of each row, row by row. A row's draw belongs to its place in the whole batch, so
   * that a part of the batch draws what the whole does.
   *
   * @param first place of the first row
   */
  long[] draw(int first, int rows, Step step) {
    RandomGenerator places = step.random("patch-dropout");
    for (int i = 0; i < first; i++) {
      places.nextLong();
    }
    return IntStream.range(0, rows)
        .boxed()
        .flatMapToInt(row -> row(new SplittableRandom(places.nextLong())))
        .asLongStream()
        .toArray();
  }

  /** The patches with the K highest of N random numbers, the highest first. */
  private IntStream row(RandomGenerator random) {
    double[] numbers = random.doubles(patches).toArray();
    return IntStream.range(0, patches)
        .boxed()
        .sorted((left, right) -> Double.compare(numbers[right], numbers[left]))
        .limit(kept())
        .mapToInt(patch -> patch);
  }
}
