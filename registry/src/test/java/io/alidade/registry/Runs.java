package io.alidade.registry;

import io.alidade.api.Measurement;
import java.util.List;

/** Rows that tests share. */
final class Runs {
  static final Provenance PROVENANCE =
      new Provenance(
          "0.1.0+abc", "PyTorch 2.7.1", "Temurin 17", "Linux 6 amd64", "host", "cpu", 4, 2);
  static final PluginRow PLUGIN = new PluginRow("contrastive", "0.1.0", "aa11");
  static final DatasetRow DATASET =
      new DatasetRow("iconic/emoji", "f1", "image-text", "mixed", 25_000);

  private Runs() {}

  static NewRun of(String experiment, long seed) {
    return new NewRun(
        experiment,
        "name of " + experiment,
        new MethodRow("contrastive.clip", 1, "pretraining/contrastive", "s", "p", 2021),
        seed,
        "train { steps = 10 }",
        "c0ffee",
        PROVENANCE,
        List.of(PLUGIN),
        List.of(DATASET));
  }

  static String claim(Registry registry, String experiment, long seed) {
    return ((Claim.Created) registry.claim(of(experiment, seed))).id();
  }

  static MeasurementRow top1(double value) {
    return top1(value, "p1");
  }

  static MeasurementRow top1(double value, String protocolHash) {
    return new MeasurementRow(
        "zero-shot-classification",
        protocolHash,
        "iconic/emoji",
        "f1",
        "test",
        new Measurement("top-1", value, "share", true, 300));
  }
}
