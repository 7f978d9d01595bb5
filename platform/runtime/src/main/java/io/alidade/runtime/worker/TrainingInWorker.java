package io.alidade.runtime.worker;

import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.Batch;
import io.alidade.api.DualEncoder;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.api.Training;
import io.alidade.data.BatchNames;
import io.alidade.data.Feeder;
import io.alidade.data.SubSplit;
import io.alidade.eval.ZeroShotProbe;
import io.alidade.nn.Engine;
import io.alidade.runtime.plan.CanarySettings;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.provenance.PeakMemory;
import io.alidade.runtime.run.OpenDatasets;
import io.alidade.runtime.train.BatchSource;
import io.alidade.runtime.train.BestModel;
import io.alidade.runtime.train.Checkpoints;
import io.alidade.runtime.train.TrainSettings;
import io.alidade.runtime.train.TrainingListener;
import io.alidade.runtime.train.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The training of one run: batches in, metrics and canaries out, a checkpoint at the end. */
final class TrainingInWorker {
  private static final long MEMORY_EVERY_STEPS = 50;

  /** The newest, and one behind it should the newest be damaged. */
  private static final int CHECKPOINTS = 2;

  /** A batch takes milliseconds; a second thread would take the step's core. */
  private static final int FEEDER_THREADS = 1;

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
    TrainingLoop loop =
        new TrainingLoop(
            training,
            learner.state(),
            settings.train().withMicroBatch(job.microBatch()),
            job.seed(),
            manager);
    Path kept = folder.resolve(Job.CHECKPOINTS);
    Checkpoints checkpoints =
        new Checkpoints(
            kept, learner.state(), loop.state(), job.bitsDependOn(Engine.device(manager)));
    long before = checkpoints.restore(this::warn);
    if (before > 0) {
      inform("goes on behind step %d of %d".formatted(before, settings.train().steps()));
    }
    BestModel best = new BestModel(kept, settings.train().keepBest(), learner.state(), this::warn);
    long steps;
    try (Feeder feeder =
        new Feeder(
            split,
            model.images(),
            tokenizer,
            training.fields(),
            settings.data(),
            batchSize(split),
            job.seed(),
            before,
            FEEDER_THREADS)) {
      TrainingListener listener = listener(model, loop, checkpoints, best);
      steps = loop.run(source(feeder, split), before, manager, listener);
    } catch (AlidadeException e) {
      throw e.kind() == AlidadeException.Kind.RUN ? withLastGood(e, checkpoints) : e;
    } finally {
      seconds = (System.nanoTime() - start) / 1e9;
    }
    boolean finished = steps == settings.train().steps();
    // Where nothing is measured afterwards the model below is all that is ever read again.
    if (steps > before && !(finished && experiment.evaluations().isEmpty())) {
      checkpoints.write(steps, CHECKPOINTS);
    }
    loop.takeMeasured();
    if (finished) {
      settings.train().notes().forEach(this::inform);
    }
    long measured = finished ? best.kept().map(one -> takeBest(best, one)).orElse(steps) : steps;
    if (finished) {
      learner.trained();
    }
    new ModelFile(folder, channel).write(learner, job.run(), measured);
    return finished;
  }

  /** As configured, and at most all of the few that a protocol shows. */
  private int batchSize(Split split) {
    var settings = experiment.settings();
    int asked = settings.train().batchSize();
    return split instanceof SubSplit
        ? Math.min(asked, Feeder.mostInABatch(split, settings.data()))
        : asked;
  }

  private BatchSource source(Feeder feeder, Split split) {
    var settings = experiment.settings();
    BatchNames names = new BatchNames(split, settings.data(), batchSize(split), job.seed());
    return new BatchSource() {
      @Override
      public Batch batch(long step, NDManager own) {
        return feeder.next(own);
      }

      @Override
      public String names(long step) {
        return names.of(step);
      }
    };
  }

  private static AlidadeException withLastGood(AlidadeException e, Checkpoints checkpoints) {
    String there =
        checkpoints
            .lastGood()
            .map(file -> "the last good checkpoint is " + file.getFileName())
            .orElse("there is no checkpoint yet");
    return new AlidadeException(e.kind(), e.getMessage() + "; " + there, e);
  }

  private TrainingListener listener(
      Model model, TrainingLoop loop, Checkpoints checkpoints, BestModel best) {
    Optional<CanarySettings> canary = experiment.settings().canary();
    long total = experiment.settings().train().steps();
    int between = experiment.settings().execution().checkpointEvery();
    Optional<ZeroShotProbe> probe =
        canary.map(
            one -> new ZeroShotProbe(data.get(one.dataset()).split(one.split()), one.samples()));
    int every = canary.map(CanarySettings::every).orElse(Integer.MAX_VALUE);
    return new TrainingListener() {
      @Override
      public void metrics(long step, long total, Map<String, Double> values) {
        best.requireAmong(values, CanarySettings.METRICS);
        record(step, values);
      }

      private void record(long step, Map<String, Double> values) {
        channel.offer(new Message.Metrics(step, total, values));
        if (best.improvedBy(values)) {
          loop.asMeasured(() -> best.write(step, values));
        }
      }

      @Override
      public void warning(String sentence) {
        warn(sentence);
      }

      @Override
      public void afterStep(long step) {
        if (step % MEMORY_EVERY_STEPS == 0) {
          channel.offer(new Message.Memory(PeakMemory.bytes()));
        }
        if (probe.isPresent() && (step % every == 0 || step == total)) {
          double value = loop.asMeasured(() -> probe.get().topOne(model, manager).value());
          record(step, Map.of(CanarySettings.TOP_ONE, value));
        }
        if (between > 0 && step % between == 0 && step < total) {
          checkpoints.write(step, CHECKPOINTS);
        }
      }

      @Override
      public boolean stopRequested() {
        return stop.requested();
      }
    };
  }

  /** Lets the best model be the run's where that was asked for; returns the step of the run's. */
  private long takeBest(BestModel best, BestModel.Kept kept) {
    TrainSettings train = experiment.settings().train();
    inform(
        "%s was best after step %d of %d: %s"
            .formatted(train.keepBest().metric(), kept.step(), train.steps(), kept.value()));
    Path file = folder.resolve(Job.CHECKPOINTS).resolve(BestModel.FILE);
    channel.say(new Message.Artifact("best-checkpoint", folder.relativize(file).toString()));
    if (!train.keepBest().evaluatesBest()) {
      return train.steps();
    }
    best.restore();
    return kept.step();
  }

  private void inform(String text) {
    channel.say(new Message.Note(Message.Note.Level.INFO, text));
  }

  private void warn(String text) {
    channel.say(new Message.Note(Message.Note.Level.WARNING, text));
  }
}
