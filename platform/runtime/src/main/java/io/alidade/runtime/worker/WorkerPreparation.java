package io.alidade.runtime.worker;

import ai.djl.ndarray.NDManager;
import io.alidade.api.FeatureCache;
import io.alidade.api.Preparation;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What a run gives its method. */
record WorkerPreparation(
    Record settings,
    Split training,
    Optional<String> trainingFingerprint,
    long seed,
    NDManager manager,
    FeatureCache cache)
    implements Preparation {
  @Override
  public <S extends Record> S settings(Class<S> type) {
    return type.cast(settings);
  }

  @Override
  public RandomGenerator random(String purpose) {
    return new SplittableRandom(Seeds.mix(seed, purpose, 0));
  }
}
