package io.alidade.api;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the host gives a method: its settings, the data it may see, randomness, and memory. */
public interface Preparation {
  /** The method's configuration block, bound and checked. */
  <S extends Record> S settings(Class<S> type);

  /** The split that the run trains on. */
  Split training();

  /**
   * Of the data in {@link #training()}; empty where it has none, and nothing made of it is kept.
   */
  default Optional<String> trainingFingerprint() {
    return Optional.empty();
  }

  /** Random numbers that depend on the run's seed and the purpose alone. */
  RandomGenerator random(String purpose);

  /** Owns parameters and buffers; the host closes it after the learner. */
  NDManager manager();

  /** Shared by all runs: for features of towers that the method does not train. */
  default FeatureCache cache() {
    return FeatureCache.NONE;
  }
}
