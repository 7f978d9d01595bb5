package io.alidade.runtime.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.typesafe.config.ConfigRenderOptions;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.Evaluation;
import io.alidade.api.FeatureCache;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.Protocol;
import io.alidade.api.Split;
import io.alidade.api.Training;
import io.alidade.data.StoredFeatures;
import io.alidade.nn.Engine;
import io.alidade.runtime.plan.EvaluationEntry;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.report.EvaluationFile;
import io.alidade.runtime.report.Thumbnails;
import io.alidade.runtime.run.OpenDatasets;
import io.alidade.runtime.run.PluginCatalog;
import io.alidade.runtime.train.Checkpoints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run from its job folder to its last number: prepare, train, keep, test. */
final class RunInWorker {
  private final Path folder;
  private final Channel channel;
  private final StopRequest stop;
  private final ChannelProgress progress;
  private double trainingSeconds;

  RunInWorker(Path folder, Channel channel, StopRequest stop) {
    this.folder = folder;
    this.channel = channel;
    this.stop = stop;
    this.progress = new ChannelProgress(channel, stop);
  }

  double trainingSeconds() {
    return trainingSeconds;
  }

  /** True when it came to its end, false when it was stopped before. */
  boolean execute(Workbench workbench) throws Exception {
    Job job = Job.read(folder);
    PluginHost plugins = workbench.plugins(job);
    Experiment experiment =
        Suite.readBack(folder.resolve("config.conf"), new PluginCatalog(plugins));
    OpenDatasets data = workbench.datasets(job, progress);
    channel.say(new Message.Phase("data"));
    Dataset trained = data.get(experiment.settings().data().dataset());
    Protocol.Support support = new Supports(plugins, data, job.seed()).of(experiment, trained);
    Split training = support.training();
    CardNotes.of(cards(experiment, data)).forEach(this::remember);
    support.notes().forEach(this::inform);
    Engine.configure(job.threads());
    Engine.seed(job.seed());
    try (NDManager manager = Engine.open(job.device())) {
      FeatureCache cache =
          features(job, experiment.settings().execution().featureCacheBytes(), manager);
      WorkerPreparation given =
          new WorkerPreparation(
              experiment.methodSettings(),
              training,
              support.validation(),
              Optional.of(trained.card().fingerprint()),
              job.foundationFolders(),
              job.seed(),
              manager,
              progress,
              cache);
      try (Learner learner = plugins.method(experiment.method()).prepare(given)) {
        if (job.sizeOnly()) {
          experiment.datasets().forEach(data::get); // What is mapped is resident as well.
          channel.say(Sizer.size(learner, experiment.settings(), training, manager));
          return true;
        }
        if (learner.training() instanceof Training.Steps steps) {
          TrainingInWorker loop =
              new TrainingInWorker(folder, channel, stop, experiment, data, job, manager);
          boolean finished = loop.train(learner, steps, training);
          trainingSeconds = loop.seconds();
          if (!finished) {
            return false;
          }
        } else if (learner.training() instanceof Training.Solve solve) {
          SolvingInWorker solver = new SolvingInWorker(folder, channel, stop, manager);
          boolean finished =
              solver.solve(learner, solve, experiment.settings().train().solver(), job.run());
          trainingSeconds = solver.seconds();
          if (!finished) {
            return false;
          }
        } else {
          learner.trained();
        }
        channel.say(new Message.Learnt(parameters(learner.training()), learner.tried()));
        List<String> notes =
            learner.training() instanceof Training.Steps
                ? experiment.settings().train().notes()
                : List.of();
        boolean tested =
            evaluate(plugins, learner.model(), experiment, notes, data, manager, cache);
        if (tested) {
          progress.tell();
          Checkpoints.clear(folder.resolve(Job.CHECKPOINTS)); // The model is kept, and measured.
        }
        return tested;
      }
    }
  }

  /** Of all that decides the numbers: the training's first, then the tests'. */
  private static List<DatasetCard> cards(Experiment experiment, OpenDatasets data) {
    return experiment.datasets().stream().map(id -> data.get(id).card()).toList();
  }

  private void remember(String sentence) {
    channel.say(new Message.Note(Message.Note.Level.DETAIL, sentence));
  }

  private void inform(String sentence) {
    channel.say(new Message.Note(Message.Note.Level.INFO, sentence));
  }

  /** Among the derived data, which may be deleted at any time. */
  private FeatureCache features(Job job, long most, NDManager manager) {
    if (most == 0) {
      return FeatureCache.NONE;
    }
    return new StoredFeatures(
        Path.of(job.cache()).resolve("features"),
        most,
        job.bitsDependOn(Engine.device(manager)),
        progress);
  }

  /** Numbers that training changed. */
  private static long parameters(Training training) {
    if (training instanceof Training.Steps steps) {
      return steps.groups().stream()
          .flatMap(group -> group.parameters().values().stream())
          .mapToLong(NDArray::size)
          .sum();
    }
    return training instanceof Training.Solve solve
        ? solve.parameters().values().stream().mapToLong(NDArray::size).sum()
        : 0;
  }

  private boolean evaluate(
      PluginHost plugins,
      Model model,
      Experiment experiment,
      List<String> notes,
      OpenDatasets data,
      NDManager manager,
      FeatureCache cache) {
    channel.say(new Message.Phase("evaluation"));
    int number = 0;
    for (EvaluationEntry entry : experiment.evaluations()) {
      if (stop.requested()) {
        return false;
      }
      number++;
      Dataset dataset = data.get(entry.dataset());
      Split test = dataset.split(entry.split());
      Evaluation evaluation =
          plugins
              .protocol(entry.protocol())
              .evaluate(
                  new WorkerExamination(
                      model,
                      test,
                      Optional.of(dataset.card().fingerprint()),
                      entry.settings(),
                      manager,
                      progress,
                      cache));
      keep(number, entry, notes, test, evaluation);
      channel.say(
          new Message.Measured(
              entry.protocol(),
              entry.hash(),
              entry.dataset(),
              dataset.card().fingerprint(),
              entry.split(),
              evaluation.measurements()));
    }
    return true;
  }

  private void keep(
      int number,
      EvaluationEntry entry,
      List<String> ofTheModel,
      Split test,
      Evaluation evaluation) {
    JsonObject settings =
        JsonParser.parseString(entry.resolved().render(ConfigRenderOptions.concise()))
            .getAsJsonObject();
    settings.addProperty("protocol", entry.protocol());
    List<String> notes = new ArrayList<>(ofTheModel);
    if (!entry.note().isEmpty()) {
      notes.add(entry.note());
    }
    Path file = EvaluationFile.file(folder, number);
    new EvaluationFile(settings, entry.hash(), entry.dataset(), entry.split(), notes, evaluation)
        .write(file);
    channel.say(new Message.Artifact("evaluation", folder.relativize(file).toString()));
    Thumbnails.write(folder, number, test, evaluation);
    channel.say(
        new Message.Artifact(
            "images", folder.relativize(Thumbnails.picture(folder, number)).toString()));
  }
}
