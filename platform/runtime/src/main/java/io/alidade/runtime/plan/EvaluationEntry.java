package io.alidade.runtime.plan;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import io.alidade.runtime.config.RecordConfig;
import java.util.Map;

/**
 * One entry of {@code evaluate}.
 *
 * @param note what a reader should know of the number: "unseen style, names seen in training"
 * @param settings the protocol's, bound
 * @param resolved the protocol's settings with all defaults
 * @param hash of everything that decides how the number is measured
 */
public record EvaluationEntry(
    String protocol,
    String dataset,
    String split,
    String note,
    Record settings,
    ConfigObject resolved,
    String hash) {
  static EvaluationEntry of(
      String protocol, int version, String dataset, String split, String note, Record settings) {
    return new EvaluationEntry(
        protocol,
        dataset,
        split,
        note,
        settings,
        RecordConfig.of(settings),
        protocolHash(protocol, version, dataset, split, settings));
  }

  /**
   * sha-256 in hex over what decides how a number is measured: numbers with different hashes never
   * share a column. The settings' own {@code execution} block, where there is one, moves no digit
   * and is left out.
   */
  public static String protocolHash(
      String protocol, int version, String dataset, String split, Record settings) {
    return Canonical.hash(
        ConfigValueFactory.fromMap(
            Map.of(
                "protocol",
                protocol,
                "version",
                version,
                "dataset",
                dataset,
                "split",
                split,
                "settings",
                decisive(settings))));
  }

  static ConfigObject decisive(Record settings) {
    return RecordConfig.of(settings).withoutKey("execution");
  }
}
