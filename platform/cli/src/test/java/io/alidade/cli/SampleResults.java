package io.alidade.cli;

import io.alidade.api.Measurement;
import io.alidade.registry.ArtifactRow;
import io.alidade.registry.Claim;
import io.alidade.registry.DatasetRow;
import io.alidade.registry.EventRow;
import io.alidade.registry.MeasurementRow;
import io.alidade.registry.MethodRow;
import io.alidade.registry.MetricPoint;
import io.alidade.registry.NewRun;
import io.alidade.registry.PluginRow;
import io.alidade.registry.Provenance;
import io.alidade.registry.Registry;
import io.alidade.registry.RunEnd;
import io.alidade.registry.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A results folder as a few runs leave it; the numbers are made up. */
final class SampleResults {
  private static final String CLIP = "a1b2c3d4e5f6a7b8";
  private static final String PIXELS = "0f1e2d3c4b5a6978";

  private final Path results;
  private final Registry registry;

  private SampleResults(Path results, Registry registry) {
    this.results = results;
    this.registry = registry;
  }

  /** Two finished seeds, a baseline, one that failed, one that is live. */
  static void fill(Path results) throws IOException {
    try (Registry registry = Registry.open(results.resolve("registry.db"))) {
      SampleResults sample = new SampleResults(results, registry);
      sample.finished(CLIP, "quickstart", "contrastive.clip", 1, 0.431, "ab12cd34ef56");
      sample.finished(CLIP, "quickstart", "contrastive.clip", 2, 0.452, "ab12cd34ef56");
      sample.finished(PIXELS, "quickstart/baseline", "baseline.pixels", 1, 0.117, "ab12cd34ef56");
      sample.finished(CLIP + "9", "clip, other words", "contrastive.clip", 1, 0.5, "77aa77aa77aa");
      String failed = sample.claim("dead", "quickstart_50%", "contrastive.clip", 1);
      registry.started(failed, 1234);
      registry.event(failed, EventRow.Level.ERROR, "loss is not finite at step 40");
      registry.ended(
          failed,
          new RunEnd(
              RunState.FAILED,
              Optional.of("loss is not finite at step 40"),
              1,
              OptionalLong.empty(),
              3.2));
      registry.started(sample.claim("beef", "quickstart", "contrastive.clip", 3), 1235);
    }
  }

  private void finished(
      String experiment, String name, String method, long seed, double top1, String protocol)
      throws IOException {
    String id = claim(experiment, name, method, seed);
    registry.started(id, 4000 + seed);
    List<MetricPoint> points = new ArrayList<>();
    for (int step = 10; step <= 1000; step += 10) {
      double loss = 0.9 + 4.6 * Math.exp(-step / 180.0) + 0.1 * Math.sin(step * 0.37);
      points.add(new MetricPoint("loss", step, loss, Instant.parse("2026-01-01T00:00:00Z")));
      points.add(new MetricPoint("rate", step, 4e-3, Instant.parse("2026-01-01T00:00:00Z")));
    }
    registry.metrics(id, points);
    registry.measurements(
        id,
        List.of(
            row(protocol, "top-1", top1),
            row(protocol, "chance-top-1", 1 / 1416.0),
            row(protocol, "top-5", Math.min(1, 1.6 * top1))));
    registry.learnt(id, 4_008_961, 3);
    registry.event(id, EventRow.Level.INFO, "3 of 12,480 images could not be read");
    registry.artifact(
        id, new ArtifactRow("checkpoint", "checkpoints/model.safetensors", 16_000_000, "ee00ff"));
    Path folder = Files.createDirectories(results.resolve("runs").resolve(id));
    Files.writeString(folder.resolve("log.txt"), "first line of " + id + "\nlast line\n");
    registry.ended(
        id,
        new RunEnd(RunState.FINISHED, Optional.empty(), 0, OptionalLong.of(1_900_000_000L), 103.4));
  }

  private String claim(String experiment, String name, String method, long seed) {
    return ((Claim.Created)
            registry.claim(
                new NewRun(
                    experiment,
                    name,
                    new MethodRow(method, 1, "pretraining/contrastive", "s", "p", 2021),
                    seed,
                    "method = "
                        + method
                        + "\ntrain {\n  steps = 1000\n}\n"
                        + method
                        + " {\n  # default 0.07\n  temperature = 0.1\n}\n",
                    "c0ffee00c0ffee00",
                    new Provenance(
                        "0.1.0+abc", "PyTorch 2.7.1", "Java 17", "Linux", "box", "cpu", 2, 2),
                    List.of(new PluginRow("contrastive", "0.1.0", "5ba5ba5ba5ba5ba5")),
                    List.of(
                        new DatasetRow(
                            "iconic/emoji", "8d1f8d1f8d1f8d1f", "image-text", "mixed", 25_412)))))
        .id();
  }

  private static MeasurementRow row(String protocolHash, String metric, double value) {
    return new MeasurementRow(
        "zero-shot-classification",
        protocolHash,
        "iconic/emoji",
        "8d1f8d1f8d1f8d1f",
        "test",
        new Measurement(metric, value, "share", true, 1416));
  }
}
