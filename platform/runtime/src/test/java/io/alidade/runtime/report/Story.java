package io.alidade.runtime.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Near;
import io.alidade.api.Evaluation.Neighbours;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Image;
import io.alidade.api.Measurement;
import io.alidade.api.Sample;
import io.alidade.api.Split;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A registry with one finished run of a method and one of a baseline, and the run's files. */
final class Story {
  static final String EXPERIMENT = "e".repeat(64);
  private static final String HASH = "ab12cd34ef56ab12cd34";
  private static final List<String> SHAPES =
      List.of("disc", "square", "stripe", "<cross> & \"co\"");
  private static final int SAMPLES = 100;

  private Story() {}

  /** Small coloured pictures: class k has shape k. */
  record Drawings(int size) implements Split {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public Sample sample(int index) {
      int side = 32;
      byte[] pixels = new byte[side * side * 4];
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          int dx = x - 16;
          int dy = y - 16;
          boolean inside =
              switch (index % 4) {
                case 0 -> dx * dx + dy * dy < 150;
                case 1 -> Math.abs(dx) < 11 && Math.abs(dy) < 11;
                case 2 -> Math.abs(dy) < 5;
                default -> Math.abs(dx) < 4 || Math.abs(dy) < 4;
              };
          if (inside) {
            int at = (y * side + x) * 4;
            pixels[at] = (byte) (index * 37 % 256);
            pixels[at + 1] = (byte) (index * 91 % 200);
            pixels[at + 2] = (byte) (255 - index * 53 % 256);
            pixels[at + 3] = (byte) 255;
          }
        }
      }
      SampleText text = text(index);
      return new Sample(
          text.id(), new Image(side, side, 4, pixels), List.of(), text.label(), text.group());
    }

    @Override
    public SampleText text(int index) {
      return new SampleText("drawing-" + index, List.of(), index % 4, "drawing-" + index);
    }

    @Override
    public List<String> classNames() {
      return SHAPES;
    }
  }

  static Evaluation evaluation() {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      String truth = SHAPES.get(i % 4);
      // Every fifth is wrong: its class's successor comes first, the true name second.
      String other = SHAPES.get((i + 1) % 4);
      boolean right = i % 5 != 0;
      predictions.add(
          new Prediction(
              i,
              "drawing-" + i,
              truth,
              List.of(
                  new Guess(right ? truth : other, 0.5 + i / 250.0),
                  new Guess(right ? other : truth, 0.05))));
    }
    List<Neighbours> neighbours =
        List.of(
            new Neighbours(
                4,
                "drawing-4",
                List.of(new Guess("disc", 0.91), new Guess("square", 0.33)),
                List.of(new Near(8, "drawing-8", 0.97), new Near(13, "drawing-13", 0.61))));
    return new Evaluation(numbers(0.8), predictions, neighbours);
  }

  private static List<Measurement> numbers(double top1) {
    return List.of(
        new Measurement("top-1", top1, "share", true, SAMPLES),
        new Measurement("top-5", 1.0, "share", true, SAMPLES),
        new Measurement("chance-top-1", 0.25, "share", true, SAMPLES),
        new Measurement("chance-top-5", 1.0, "share", true, SAMPLES));
  }

  static String run(Registry registry, String method, String experiment, long seed, double top1) {
    return run(registry, "shapes", method, experiment, seed, top1);
  }

  static String run(
      Registry registry, String name, String method, String experiment, long seed, double top1) {
    return run(registry, name, method, experiment, seed, top1, HASH);
  }

  /** With the hash of how it was measured. */
  static String run(
      Registry registry,
      String name,
      String method,
      String experiment,
      long seed,
      double top1,
      String hash) {
    NewRun run =
        new NewRun(
            experiment,
            name,
            new MethodRow(method, 1, "pretraining/contrastive", "s", "p", 2021),
            seed,
            """
            data { dataset = "toy/shapes", split = train }
            train { steps = 300, batch-size = 64 }
            contrastive.toy {
              # default 256
              width = 64
            }
            """,
            "c0ffee",
            new Provenance("0.1.0+ab", "PyTorch 2.7.1", "17", "Linux", "host", "a cpu", 2, 2),
            List.of(new PluginRow("toys", "0.1.0", "5".repeat(64))),
            List.of(new DatasetRow("toy/shapes", "f".repeat(64), "image-text", "CC0-1.0", 400)));
    String id = ((Claim.Created) registry.claim(run)).id();
    registry.started(id, 1);
    List<MeasurementRow> rows = new ArrayList<>();
    for (Measurement number : numbers(top1)) {
      rows.add(
          new MeasurementRow(
              "zero-shot-classification", hash, "toy/shapes", "f".repeat(64), "test", number));
    }
    registry.measurements(id, rows);
    registry.ended(
        id, new RunEnd(RunState.FINISHED, Optional.empty(), 0, OptionalLong.of(700L << 20), 107.0));
    return id;
  }

  /** The method's run, with curves, events, an evaluation and its images in {@code folder}. */
  static String tell(Registry registry, Path folder) {
    run(registry, "baseline.pixels", "b".repeat(64), 1, 0.335);
    run(registry, "contrastive.toy", EXPERIMENT, 2, 0.7);
    String id = run(registry, "contrastive.toy", EXPERIMENT, 1, 0.8);
    List<MetricPoint> points = new ArrayList<>();
    for (int step = 0; step <= 300; step += 10) {
      double loss = 0.8 + 4.7 * Math.exp(-step / 90.0) + 0.08 * Math.sin(step * 1.7);
      points.add(new MetricPoint("loss", step, loss, Instant.EPOCH));
    }
    for (int step = 100; step <= 300; step += 100) {
      points.add(new MetricPoint("canary-top-1", step, 0.2 + step / 600.0, Instant.EPOCH));
    }
    registry.metrics(id, points);
    registry.event(id, EventRow.Level.WARNING, "3 of 400 images could not be read");
    registry.learnt(id, 12_480, 9);
    JsonObject entry = new JsonObject();
    JsonArray templates = new JsonArray();
    templates.add("{}");
    entry.add("templates", templates);
    new EvaluationFile(
            entry,
            HASH,
            "toy/shapes",
            "test",
            List.of("Unseen colours; the names were seen in training."),
            evaluation())
        .write(EvaluationFile.file(folder, 1));
    Thumbnails.write(folder, 1, new Drawings(SAMPLES), evaluation());
    return id;
  }
}
