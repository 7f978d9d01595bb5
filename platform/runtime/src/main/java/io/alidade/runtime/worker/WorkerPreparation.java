package io.alidade.runtime.worker;

import ai.djl.ndarray.NDManager;
import io.alidade.api.FeatureCache;
import io.alidade.api.Preparation;
import io.alidade.api.Progress;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What a run gives its method. */
record WorkerPreparation(
    Record settings,
    Split training,
    Optional<Split> validation,
    Optional<String> trainingFingerprint,
    Map<String, Path> foundations,
    long seed,
    NDManager manager,
    Progress progress,
    FeatureCache cache)
    implements Preparation {
  @Override
  public <S extends Record> S settings(Class<S> type) {
    return type.cast(settings);
  }

  @Override
  public Path foundation(String name) {
    Path folder = foundations.get(name);
    if (folder == null) {
      throw new IllegalArgumentException(
          "there is no foundation %s; its MethodSpec has to name it".formatted(name));
    }
    return folder;
  }

  @Override
  public RandomGenerator random(String purpose) {
    return new SplittableRandom(Seeds.mix(seed, purpose, 0));
  }
}
