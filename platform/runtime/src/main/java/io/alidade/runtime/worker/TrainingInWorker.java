package io.alidade.runtime.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.DualEncoder;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.api.Training;
import io.alidade.data.Feeder;
import io.alidade.eval.ZeroShotProbe;
import io.alidade.nn.Safetensors;
import io.alidade.runtime.plan.CanarySettings;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.provenance.PeakMemory;
import io.alidade.runtime.run.OpenDatasets;
import io.alidade.runtime.train.TrainingListener;
import io.alidade.runtime.train.TrainingLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The training of one run: batches in, metrics and canaries out, a checkpoint at the end. */
final class TrainingInWorker {
  private static final long MEMORY_EVERY_STEPS = 50;

  private final Path folder;
  private final Channel channel;
  private final StopRequest stop;
  private final Experiment experiment;
  private final OpenDatasets data;
  private final Job job;
  private final NDManager manager;
  private double seconds;

  TrainingInWorker(
      Path folder,
      Channel channel,
      StopRequest stop,
      Experiment experiment,
      OpenDatasets data,
      Job job,
      NDManager manager) {
    this.folder = folder;
    this.channel = channel;
    this.stop = stop;
    this.experiment = experiment;
    this.data = data;
    this.job = job;
    this.manager = manager;
  }

  /** Seconds spent in the loop. */
  double seconds() {
    return seconds;
  }

  /** True when all steps were done. */
  boolean train(Learner learner, Training.Steps training, Split split) throws IOException {
    Model model = learner.model();
    Optional<Tokenizer> tokenizer = model.role(DualEncoder.class).map(DualEncoder::tokenizer);
    var settings = experiment.settings();
    channel.say(new Message.Phase("training"));
    long start = System.nanoTime();
    TrainingLoop loop = new TrainingLoop(training, settings.train(), job.seed(), manager);
    long steps;
    try (Feeder feeder =
        new Feeder(
            split,
            model.images(),
            tokenizer,
            settings.data(),
            settings.train().batchSize(),
            job.seed(),
            Math.max(1, job.threads()))) {
      steps =
          loop.run((step, own) -> feeder.next(own), manager, listener(model, settings.canary()));
    } finally {
      seconds = (System.nanoTime() - start) / 1e9;
    }
    keep(learner, loop, steps);
    if (tokenizer.isPresent()) {
      Path file = folder.resolve("checkpoints/tokenizer.json");
      Files.writeString(file, tokenizer.get().json());
      channel.say(new Message.Artifact("tokenizer", folder.relativize(file).toString()));
    }
    return steps == settings.train().steps();
  }

  private TrainingListener listener(Model model, Optional<CanarySettings> canary) {
    long total = experiment.settings().train().steps();
    Optional<ZeroShotProbe> probe =
        canary.map(
            one -> new ZeroShotProbe(data.get(one.dataset()).split(one.split()), one.samples()));
    int every = canary.map(CanarySettings::every).orElse(Integer.MAX_VALUE);
    return new TrainingListener() {
      @Override
      public void metrics(long step, long total, Map<String, Double> values) {
        channel.offer(new Message.Metrics(step, total, values));
      }

      @Override
      public void afterStep(long step) {
        if (step % MEMORY_EVERY_STEPS == 0) {
          channel.offer(new Message.Memory(PeakMemory.bytes()));
        }
        if (probe.isPresent() && (step % every == 0 || step == total)) {
          double value = probe.get().topOne(model, manager).value();
          channel.offer(new Message.Metrics(step, total, Map.of("canary/top-1", value)));
        }
      }

      @Override
      public boolean stopRequested() {
        return stop.requested();
      }
    };
  }

  private void keep(Learner learner, TrainingLoop loop, long steps) {
    // In an order of its own, so that equal runs give equal files but for the run's id.
    Map<String, String> metadata =
        new TreeMap<>(Map.of("run", job.run(), "step", String.valueOf(steps)));
    write("model", learner.state(), metadata);
    Map<String, NDArray> optimizer = new LinkedHashMap<>(loop.state());
    write("optimizer", optimizer, metadata);
  }

  private void write(String name, Map<String, NDArray> tensors, Map<String, String> metadata) {
    Path file = folder.resolve("checkpoints/" + name + ".safetensors");
    Safetensors.write(file, tensors, metadata);
    channel.say(new Message.Artifact("checkpoint", folder.relativize(file).toString()));
  }
}
