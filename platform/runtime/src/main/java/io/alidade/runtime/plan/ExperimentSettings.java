package io.alidade.runtime.plan;

import com.typesafe.config.ConfigObject;
import io.alidade.data.DataSettings;
import io.alidade.runtime.train.TrainSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of an experiment file that are not a method's own.
 *
 * @param seeds one run each
 * @param baselines methods run beside it on the same data and protocols
 * @param foundations what the method builds on, by name, as the file says it
 * @param evaluate entries with {@code protocol}, {@code dataset}, {@code split}, {@code note} and
 *     the protocol's own keys
 */
public record ExperimentSettings(
    String name,
    String method,
    List<Long> seeds,
    List<String> baselines,
    Map<String, String> foundations,
    DataSettings data,
    TrainSettings train,
    Optional<CanarySettings> canary,
    List<ConfigObject> evaluate,
    ExecutionSettings execution) {
  public ExperimentSettings {
    seeds = List.copyOf(seeds);
    baselines = List.copyOf(baselines);
    foundations = Map.copyOf(foundations);
    evaluate = List.copyOf(evaluate);
    if (seeds.isEmpty() || seeds.stream().distinct().count() != seeds.size()) {
      throw new IllegalArgumentException(
          "seeds is " + seeds + "; expected at least one seed, and none twice");
    }
    if (train.keepBest().metric().startsWith(CanarySettings.METRICS) && canary.isEmpty()) {
      throw new IllegalArgumentException(
          "train.keep-best.metric is \"%s\" and there is no canary; expected a block canary { ... }"
              .formatted(train.keepBest().metric()));
    }
  }

  /** The same for these seeds. */
  public ExperimentSettings withSeeds(List<Long> others) {
    return new ExperimentSettings(
        name, method, others, baselines, foundations, data, train, canary, evaluate, execution);
  }

  ExperimentSettings withFoundations(Map<String, String> others) {
    return new ExperimentSettings(
        name, method, seeds, baselines, others, data, train, canary, evaluate, execution);
  }
}
