package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.alidade.runtime.config.ConfigText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One resolved configuration: everything that decides the numbers.
 *
 * @param methodSettings the method's block, bound
 * @param resolved the whole configuration with defaults, and no method's block but its own
 */
public record Experiment(
    ExperimentSettings settings,
    int methodVersion,
    Record methodSettings,
    List<EvaluationEntry> evaluations,
    Config resolved) {
  // What changes no number: how a run is carried out, what it is called, what it is shown beside.
  private static final List<String> NOT_IDENTITY =
      List.of("execution", "name", "seeds", "baselines", "canary");

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
    return ids;
  }

  /** The configuration as HOCON that reads back to this experiment. */
  public String text() {
    return ConfigText.render(resolved);
  }

  /**
   * sha-256 in hex over the configuration without execution keys, the data's fingerprints and the
   * method's version: equal identity, equal numbers for equal seeds.
   *
   * @param fingerprints by data set id
   */
  public String identity(Map<String, String> fingerprints) {
    Config decisive = resolved;
    for (String key : NOT_IDENTITY) {
      decisive = decisive.withoutPath(key);
    }
    return Canonical.hash(
        ConfigFactory.parseMap(
                Map.of("method-version", methodVersion, "fingerprints", fingerprints))
            .root(),
        decisive.root());
  }

  /** sha-256 in hex over the whole configuration, execution keys included. */
  public String configurationHash() {
    return Canonical.hash(resolved.root());
  }
}
