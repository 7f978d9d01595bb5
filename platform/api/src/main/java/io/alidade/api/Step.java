package io.alidade.api;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where the training stands.
 *
 * @param index of the step, from 0
 * @param total steps of the run
 * @param seed of the run
 */
public record Step(long index, long total, long seed) {
  /**
   * Random numbers that depend on (run seed, purpose, step) alone, so that a resumed run repeats
   * them.
   */
  public RandomGenerator random(String purpose) {
    return new SplittableRandom(Seeds.mix(seed, purpose, index));
  }
}
