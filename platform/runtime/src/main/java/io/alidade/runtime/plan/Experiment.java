package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.RecordConfig;
import io.alidade.runtime.provenance.CodeVersion;
import io.alidade.runtime.provenance.EngineVersion;
import io.alidade.runtime.train.KeepBestSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One resolved configuration: everything that decides the numbers.
 *
 * @param methodSettings the method's block, bound
 * @param evaluations in the order they are measured
 */
public record Experiment(
    ExperimentSettings settings,
    int methodVersion,
    Record methodSettings,
    List<EvaluationEntry> evaluations) {
  public Experiment {
    evaluations = List.copyOf(evaluations);
  }

  public String name() {
    return settings.name();
  }

  public String method() {
    return settings.method();
  }

  /** Every data set that decides the numbers: trained on, then tested on. */
  public Set<String> datasets() {
    Set<String> ids = new LinkedHashSet<>();
    ids.add(settings.data().dataset());
    evaluations.forEach(entry -> ids.add(entry.dataset()));
    decidingCanary().ifPresent(canary -> ids.add(canary.dataset()));
    return ids;
  }

  /** The whole configuration with every default, and no method's block but its own. */
  public Config resolved() {
    return RecordConfig.of(settings)
        .toConfig()
        .withValue(method(), RecordConfig.of(methodSettings))
        .withValue(
            "evaluate",
            ConfigValueFactory.fromIterable(evaluations.stream().map(Experiment::entry).toList()));
  }

  private static ConfigObject entry(EvaluationEntry entry) {
    ConfigObject object = entry.resolved();
    for (Map.Entry<String, String> own :
        Map.of(
                "protocol", entry.protocol(),
                "dataset", entry.dataset(),
                "split", entry.split(),
                "note", entry.note())
            .entrySet()) {
      object = object.withValue(own.getKey(), ConfigValueFactory.fromAnyRef(own.getValue()));
    }
    return object;
  }

  /** The configuration as HOCON that reads back to this experiment. */
  public String text() {
    return ConfigText.render(resolved());
  }

  /**
   * sha-256 in hex over what decides the numbers of a seed: equal identity, equal numbers for equal
   * seeds. Left out are execution keys, the name, the seeds, notes, the baselines, which are
   * experiments of their own, and the canary, unless the best model by it is the one that counts.
   *
   * @param fingerprints by data set id
   */
  public String identity(Map<String, String> fingerprints) {
    return Canonical.hash(ConfigValueFactory.fromMap(decisive(fingerprints)));
  }

  private Map<String, Object> decisive(Map<String, String> fingerprints) {
    Map<String, Object> decisive = new LinkedHashMap<>();
    decisive.put("method", method());
    decisive.put("method-version", methodVersion);
    decisive.put("settings", EvaluationEntry.decisive(methodSettings));
    decisive.put("data", RecordConfig.of(settings.data()));
    decisive.put("train", decisiveTraining());
    decisive.put("evaluate", evaluations.stream().map(EvaluationEntry::hash).toList());
    decidingCanary().ifPresent(canary -> decisive.put("canary", RecordConfig.of(canary)));
    ConfigValue prints = ConfigValueFactory.fromMap(fingerprints);
    decisive.put("fingerprints", prints);
    return decisive;
  }

  /**
   * sha-256 in hex over what decides how much memory a run takes, and what measured it.
   *
   * @param fingerprints by data set id
   * @param plugin sha-256 of the method's plugin
   */
  public String sizeKey(Map<String, String> fingerprints, String plugin) {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("method", method());
    key.put("settings", RecordConfig.of(methodSettings));
    key.put("data", RecordConfig.of(settings.data()));
    key.put("fingerprints", ConfigValueFactory.fromMap(fingerprints));
    key.put("train", sized(RecordConfig.of(settings.train())));
    key.put(
        "execution",
        RecordConfig.of(settings.execution())
            .withoutKey("checkpoint-every")
            .withoutKey("parallel"));
    key.put("threads", settings.execution().threadsHere());
    key.put("made-by", List.of(CodeVersion.current(), EngineVersion.current(), plugin));
    return Canonical.hash(ConfigValueFactory.fromMap(key));
  }

  /** How long and how fast a run trains, and how its batches are cut, does not change its size. */
  private static ConfigObject sized(ConfigObject train) {
    ConfigObject sized = train;
    for (String key :
        List.of("steps", "micro-batch", "clip-norm", "log-every", "schedule", "keep-best")) {
      sized = sized.withoutKey(key);
    }
    return sized.withValue("optimizer", train.toConfig().getValue("optimizer.name"));
  }

  /** Without the blocks that are switched off, or keep what nobody measures. */
  private ConfigObject decisiveTraining() {
    ConfigObject train = RecordConfig.of(settings.train());
    if (!settings.train().ema().averages()) {
      train = train.withoutKey("ema");
    }
    return settings.train().keepBest().evaluatesBest() ? train : train.withoutKey("keep-best");
  }

  private Optional<CanarySettings> decidingCanary() {
    KeepBestSettings best = settings.train().keepBest();
    return settings
        .canary()
        .filter(canary -> best.evaluatesBest() && best.metric().startsWith(CanarySettings.METRICS));
  }

  /** sha-256 in hex of {@link #text()}: everything, execution keys included. */
  public String configurationHash() {
    return Canonical.sha256(text());
  }
}
