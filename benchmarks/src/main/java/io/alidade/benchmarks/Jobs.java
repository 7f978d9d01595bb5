package io.alidade.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** All benchmarks by name. What a job needs on disk is made when it is asked for. */
final class Jobs {
  private final Setup setup;
  private final Map<String, Supplier<Job>> byName = new LinkedHashMap<>();

  Jobs(Setup setup) {
    this.setup = setup;
    byName.put("step-vit-b32", () -> step("step-vit-b32", "VIT_B32", 32, 12, 1.9));
    byName.put("step-small-b128", () -> step("step-small-b128", "SMALL", 128, 10, 1.25));
    byName.put("step-small-b32", () -> step("step-small-b32", "SMALL", 32, 6, 1.25));
    byName.put("step-small-b8", () -> step("step-small-b8", "SMALL", 8, 5, 1.4));
    byName.put("zero-shot-head", this::head);
    byName.put("jpeg-top1", this::topOne);
    byName.put("jpeg-tensor", this::tensor);
    byName.put("epoch", this::epoch);
    byName.put("grad-cache", this::gradientCache);
    byName.put("sgemm-share", this::sgemmShare);
    byName.put("sweep", this::sweep);
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Job get(String name) {
    Supplier<Job> job = byName.get(name);
    if (job == null) {
      throw new IllegalArgumentException(
          "no job is called " + name + "; expected one of " + String.join(", ", names()));
    }
    return job.get();
  }

  private Job step(String name, String shape, int batch, double seconds, double target) {
    double time = setup.seconds(seconds);
    return new Job(
        name,
        "a training step of CLIP (%s) on batches of %d, against open_clip eager"
            .formatted(shape, batch),
        "pairs/s",
        true,
        target,
        3,
        training(shape, batch, 0, time, "pairs"),
        Subject.peer(setup, "step.py", shape, batch, time));
  }

  /** The peer encodes a few of the classes: each of its texts takes as long. */
  private Job head() {
    Path names = setup.work().resolve("names.txt");
    Path templates = setup.work().resolve("templates.txt");
    write(names, String.join("\n", Names.draw(setup.quick() ? 20 : 1000)) + "\n");
    output(
        templates, setup.benchmarks().resolve("peers/zero_shot_head.py").toString(), "templates");
    return new Job(
        "zero-shot-head",
        "the text classifier of ViT-B/32, 1,000 classes x 80 templates, against open_clip's own",
        "texts/s",
        true,
        8,
        1,
        Subject.ours(setup, HeadMain.class, names, templates, setup.threads()),
        Subject.peer(setup, "zero_shot_head.py", names, setup.quick() ? 1 : 10));
  }

  private Job tensor() {
    Path folder = pictures("640x480", setup.quick() ? 64 : 384, 640, 480);
    return new Job(
        "jpeg-tensor",
        "JPEG files of 640 x 480 to tensors of 224 x 224, against PIL and torchvision, 2 workers",
        "images/s",
        true,
        1.5,
        3,
        Subject.ours(setup, JpegMain.class, "tensor", folder, 2),
        Subject.peer(setup, "jpeg_tensor.py", folder));
  }

  private Job topOne() {
    Path folder = pictures("500x375", setup.quick() ? 64 : 192, 500, 375);
    return new Job(
        "jpeg-top1",
        "JPEG files to the top-1 of ViT-B/32, against clip_benchmark with its best number of workers",
        "images/s",
        true,
        1.15,
        3,
        Subject.ours(setup, JpegMain.class, "top-1", folder, setup.threads()),
        Subject.peer(setup, "jpeg_top1.py", folder));
  }

  private Job epoch() {
    Path folder = setup.work().resolve(setup.quick() ? "pairs-quick" : "pairs");
    Pairs.write(folder, setup.quick() ? 640 : 10_000);
    return new Job(
        "epoch",
        "an epoch over 10,000 PNG files and captions, start to end, against open_clip's entry point",
        "s",
        false,
        1.4,
        setup.quick() ? 1 : 2,
        configuration(
            "epoch.conf",
            Map.of("ALIDADE_BENCHMARK_PAIRS", folder.toString()),
            "-D",
            "train.steps=" + (setup.quick() ? 5 : 78)),
        Subject.peer(setup, "epoch.py", folder, 1));
  }

  /** Both sides are ours; the value is the batch, and the peaks say whether memory is equal. */
  private Job gradientCache() {
    double time = setup.seconds(3);
    return new Job(
        "grad-cache",
        "batch 2,048 in parts of 32 against batch 128 in one piece, at lower peak memory",
        "pairs",
        true,
        16,
        1,
        training("SMALL", 2048, 32, time, "batch"),
        training("SMALL", 128, 0, time, "batch"));
  }

  private Job sgemmShare() {
    double time = setup.seconds(10);
    return new Job(
        "sgemm-share",
        "necessary arithmetic of the small CLIP's step at batch 128, against torch's matrix product",
        "GFLOP/s",
        true,
        0.75,
        3,
        training("SMALL", 128, 0, time, "gflops"),
        Subject.peer(setup, "sgemm.py"));
  }

  private Job sweep() {
    return new Job(
        "sweep",
        "40 runs that keep a core busy for a second, two at a time: whole, against Optuna; the floor is 20 s",
        "s",
        false,
        1,
        setup.quick() ? 1 : 3,
        configuration("sweep.conf", Map.of()),
        Subject.peer(setup, "sweep.py", setup.work().resolve("study")));
  }

  /** A step of ours; {@code value} is what {@link StepMain} gives. */
  private Subject training(String shape, int batch, int microBatch, double seconds, String value) {
    return Subject.ours(
        setup,
        StepMain.class,
        setup.benchmarks(),
        shape,
        batch,
        microBatch,
        seconds,
        setup.threads(),
        value);
  }

  /** A configuration of {@code benchmarks/busy}, run by the command line into a new registry. */
  private Subject configuration(String file, Map<String, String> environment, String... more) {
    Path busy = setup.benchmarks().resolve("busy");
    Path results = setup.work().resolve("results-" + System.nanoTime());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--plugins",
                busy.resolve("target/plugins").toString(),
                "--results",
                results.toString(),
                "run",
                "--again",
                busy.resolve(file).toString()));
    arguments.addAll(List.of(more));
    return Subject.alidade(setup, environment, arguments.toArray(String[]::new));
  }

  private Path pictures(String name, int count, int width, int height) {
    Path folder = setup.work().resolve(name + "-" + count);
    output(
        setup.work().resolve("pictures.log"),
        setup.benchmarks().resolve("peers/pictures.py").toString(),
        folder.toString(),
        String.valueOf(count),
        String.valueOf(width),
        String.valueOf(height));
    return folder;
  }

  /** What a Python script prints, in a file. */
  private void output(Path file, String... arguments) {
    try {
      List<String> command = new ArrayList<>(List.of(setup.python().toString()));
      command.addAll(List.of(arguments));
      int status =
          new ProcessBuilder(command)
              .redirectOutput(file.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "exit status " + status + " of " + String.join(" ", command));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
