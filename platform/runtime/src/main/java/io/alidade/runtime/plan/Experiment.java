package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.RecordConfig;
import io.alidade.runtime.provenance.CodeVersion;
import io.alidade.runtime.provenance.EngineVersion;
import io.alidade.runtime.train.KeepBestSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One resolved configuration: everything that decides the numbers.
 *
 * @param methodSettings the method's block, bound
 * @param methodDefaults the same as the method's own {@code reference.conf} has it
 * @param foundations what the method builds on, by name
 * @param evaluations in the order they are measured
 */
public record Experiment(
    ExperimentSettings settings,
    int methodVersion,
    Record methodSettings,
    ConfigObject methodDefaults,
    Map<String, Foundation> foundations,
    List<EvaluationEntry> evaluations) {
  public Experiment {
    foundations = Collections.unmodifiableMap(new TreeMap<>(foundations));
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

  /** {@link #datasets} of this one and of all that it builds on and that is to be trained. */
  public Set<String> allDatasets() {
    Set<String> ids = datasets();
    trained().forEach(one -> ids.addAll(one.allDatasets()));
    return ids;
  }

  /** The experiments that it builds on, of which all is known. */
  public List<Experiment> trained() {
    return foundations.values().stream()
        .filter(Foundation.Trained.class::isInstance)
        .map(one -> ((Foundation.Trained) one).experiment())
        .toList();
  }

  /** The same for these seeds, and whatever it builds on too. */
  Experiment withSeeds(List<Long> seeds) {
    Map<String, Foundation> same = new LinkedHashMap<>(foundations);
    same.replaceAll(
        (name, one) ->
            one instanceof Foundation.Trained trained
                ? new Foundation.Trained(trained.experiment().withSeeds(seeds))
                : one);
    return new Experiment(
        settings.withSeeds(seeds),
        methodVersion,
        methodSettings,
        methodDefaults,
        same,
        evaluations);
  }

  /**
   * The same with what it builds on by identity, as a run keeps it: the file it came from may
   * change.
   *
   * @param fingerprints of {@link #allDatasets}, by id
   */
  public Experiment grounded(Map<String, String> fingerprints) {
    Map<String, Foundation> known = new LinkedHashMap<>(foundations);
    known.replaceAll(
        (name, one) ->
            one instanceof Foundation.Trained trained
                ? new Foundation.Known(trained.experiment().identity(fingerprints))
                : one);
    Map<String, String> words = new LinkedHashMap<>();
    known.forEach((name, one) -> words.put(name, word(one)));
    return new Experiment(
        settings.withFoundations(words),
        methodVersion,
        methodSettings,
        methodDefaults,
        known,
        evaluations);
  }

  private static String word(Foundation foundation) {
    return foundation instanceof Foundation.Known known
        ? Foundation.Known.PREFIX + known.identity()
        : ((Foundation.Folder) foundation).path().toString();
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
   * The same for a person: above each setting in which it departs from the method's own defaults, a
   * comment says the default.
   */
  public String annotated() {
    ConfigObject block = Departure.marked(RecordConfig.of(methodSettings), methodDefaults);
    return ConfigText.renderWithComments(resolved().withValue(method(), block));
  }

  /** The settings in which it departs from the method's own defaults. */
  public List<Departure> departures() {
    return Departure.of(annotated(), method());
  }

  /**
   * sha-256 in hex over what decides the numbers of a seed: equal identity, equal numbers for equal
   * seeds. Left out are execution keys, the name, the seeds, notes, the baselines, which are
   * experiments of their own, and the canary, unless the best model by it is the one that counts.
   *
   * @param fingerprints by data set id, of {@link #allDatasets} at least
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
    Map<String, String> own = new LinkedHashMap<>(fingerprints);
    own.keySet().retainAll(datasets());
    decisive.put("fingerprints", ConfigValueFactory.fromMap(own));
    if (!foundations.isEmpty()) {
      decisive.put("foundations", ConfigValueFactory.fromMap(identities(fingerprints)));
    }
    return decisive;
  }

  private Map<String, String> identities(Map<String, String> fingerprints) {
    Map<String, String> identities = new LinkedHashMap<>();
    foundations.forEach(
        (name, one) -> {
          if (one instanceof Foundation.Trained trained) {
            identities.put(name, trained.experiment().identity(fingerprints));
          } else if (one instanceof Foundation.Known known) {
            identities.put(name, known.identity());
          } else {
            identities.put(name, ((Foundation.Folder) one).fingerprint());
          }
        });
    return identities;
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
    if (foundations.isEmpty()) {
      key.put("data", RecordConfig.of(settings.data()));
      key.put("fingerprints", ConfigValueFactory.fromMap(fingerprints));
    } else {
      // Many small cells differ in their data alone, which weighs little beside what they build on;
      // how much of it they see does not.
      key.put("protocols", evaluations.stream().map(EvaluationEntry::resolved).toList());
      key.put("data", RecordConfig.of(settings.data()).withoutKey("dataset"));
      key.put("foundations", ConfigValueFactory.fromMap(identities(fingerprints)));
    }
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
