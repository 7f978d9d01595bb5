package io.alidade.runtime.worker;

import ai.djl.ndarray.NDManager;
import io.alidade.api.Dataset;
import io.alidade.api.Learner;
import io.alidade.api.Split;
import io.alidade.api.Training;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plugin.PluginHost;
import java.nio.file.Path;

/** One run from its job folder to its last number: prepare, train, keep, test. */
final class RunInWorker {
  private final Path folder;
  private final Channel channel;
  private final StopRequest stop;
  private double trainingSeconds;

  RunInWorker(Path folder, Channel channel, StopRequest stop) {
    this.folder = folder;
    this.channel = channel;
    this.stop = stop;
  }

  double trainingSeconds() {
    return trainingSeconds;
  }

  /** True when it came to its end, false when it was stopped. */
  boolean execute() {
    Job job = Job.read(folder);
    ChannelProgress progress = new ChannelProgress(channel);
    try (PluginHost plugins = PluginHost.open(job.pluginFolders())) {
      Experiment experiment = Experiments.read(folder.resolve("config.conf"), plugins);
      OpenData data = new OpenData(plugins, job.cachePath(), progress);
      channel.say(new Message.Phase("data"));
      Split training = data.split(experiment.data().dataset(), experiment.data().split());
      Engine.configure(job.threads());
      try (NDManager manager = NDManager.newBaseManager();
          Learner learner =
              plugins
                  .method(experiment.method())
                  .prepare(new WorkerPreparation(experiment, training, job.seed(), manager))) {
        say(learner, job);
        if (learner.training() instanceof Training.Steps steps) {
          channel.say(new Message.Phase("training"));
          boolean finished = train(learner, steps, experiment, training, job);
          keep(learner);
          if (!finished) {
            return false;
          }
        }
        channel.say(new Message.Phase("evaluation"));
        evaluate(learner.model(), experiment, data, manager);
        return !stop.requested();
      }
    }
  }
}
