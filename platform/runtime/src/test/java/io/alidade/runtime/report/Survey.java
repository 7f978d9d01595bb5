package io.alidade.runtime.report;

import com.google.gson.JsonObject;
import io.alidade.api.Box;
import io.alidade.api.Drawing;
import io.alidade.api.Drawing.Areas;
import io.alidade.api.Drawing.Mark;
import io.alidade.api.Drawing.Side;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Measurement;
import io.alidade.registry.Claim;
import io.alidade.registry.MeasurementRow;
import io.alidade.registry.MethodRow;
import io.alidade.registry.NewRun;
import io.alidade.registry.Provenance;
import io.alidade.registry.Registry;
import io.alidade.registry.RunEnd;
import io.alidade.registry.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/** A results folder with finished runs of several methods; the numbers are made up. */
record Survey(Registry registry, Path results) {
  private static final int IMAGES = 12;

  /** Who ran: an experiment is what {@code experiment} says. */
  record Who(String name, String method, String experiment, long seed) {}

  /** How it was measured; the hash follows from the rest. */
  record How(String protocol, String dataset, int shots) {
    String hash() {
      return "%064x".formatted(this.hashCode() & 0xffffffffL);
    }
  }

  /** Measures {@code metric} alone; returns the run's id. */
  String run(Who who, How how, Measurement number, List<Prediction> predictions)
      throws IOException {
    NewRun run =
        new NewRun(
            who.experiment(),
            who.name(),
            new MethodRow(who.method(), 1, "transfer/other/toy", "s", "p", 2021),
            who.seed(),
            "",
            "c0ffee",
            new Provenance("0.1.0+ab", "PyTorch", "17", "Linux", "host", "a cpu", 2, 2),
            List.of(),
            List.of());
    String id = ((Claim.Created) registry.claim(run)).id();
    registry.started(id, 1);
    registry.measurements(
        id,
        List.of(
            new MeasurementRow(
                how.protocol(), how.hash(), how.dataset(), "f".repeat(64), "test", number)));
    registry.ended(id, new RunEnd(RunState.FINISHED, Optional.empty(), 0, OptionalLong.empty(), 1));
    Path folder = Files.createDirectories(results.resolve("runs").resolve(id));
    JsonObject entry = new JsonObject();
    entry.addProperty("shots", how.shots());
    Evaluation evaluation = new Evaluation(List.of(number), predictions, List.of());
    new EvaluationFile(entry, how.hash(), how.dataset(), "test", List.of(), evaluation)
        .write(EvaluationFile.file(folder, 1));
    Thumbnails.write(folder, 1, new Story.Drawings(IMAGES), evaluation);
    return id;
  }

  static Measurement share(String metric, double value) {
    return new Measurement(metric, value, "share", true, IMAGES);
  }

  /** Twelve images, of each what {@code drawing} says. */
  static List<Prediction> described(String said, IntFunction<Optional<Drawing>> drawing) {
    List<Prediction> all = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      List<Guess> guesses = List.of(new Guess(said, 0.5));
      all.add(
          new Prediction(
              i, "drawing-" + i, "a disc", guesses, true, drawing.apply(i).orElse(null)));
    }
    return all;
  }

  /** A true disc in the middle, and a box said in a corner. */
  static Drawing boxes(String said) {
    return new Drawing(
        32,
        32,
        List.of(
            new Mark(Side.TRUE, "disc", 1, new Box(0.25f, 0.25f, 0.75f, 0.75f)),
            new Mark(Side.SAID, said, 0.5, new Box(0, 0, 0.5f, 0.5f))),
        List.of());
  }

  /** The upper half is a disc; said is that all is a square. */
  static Drawing halves() {
    return new Drawing(
        32,
        32,
        List.of(),
        List.of(
            new Areas(Side.TRUE, 2, 2, List.of("disc"), List.of(0, 2, -1, 2)),
            new Areas(Side.SAID, 2, 2, List.of("square"), List.of(0, 4))));
  }
}
