package io.alidade.api;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
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

  /**
   * What choices may be made on; empty where the data has no validation, or the run asks for none.
   */
  default Optional<Split> validation() {
    return Optional.empty();
  }

  /**
   * The folder of what the method builds on, by the name that its {@link MethodSpec#foundations()}
   * gives it: a checkpoint of a run, or one of another project's.
   */
  default Path foundation(String name) {
    throw new IllegalArgumentException("there is no foundation " + name);
  }

  /** Random numbers that depend on the run's seed and the purpose alone. */
  RandomGenerator random(String purpose);

  /** Owns parameters and buffers; the host closes it after the learner. */
  NDManager manager();

  /** Where preparing takes long. */
  default Progress progress() {
    return Progress.SILENT;
  }

  /** Shared by all runs: for features of towers that the method does not train. */
  default FeatureCache cache() {
    return FeatureCache.NONE;
  }
}
