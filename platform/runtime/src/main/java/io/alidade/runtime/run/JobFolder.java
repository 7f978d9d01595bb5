package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.worker.Job;
import io.alidade.runtime.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run's folder with all that its worker is told.
 *
 * @param size of its model; empty where it could not be found out
 * @param foundations folders of what it builds on, by name
 * @param plugins folders to load plugins from
 * @param cache folder of derived data
 */
record JobFolder(
    Path path,
    String run,
    Experiment experiment,
    long seed,
    Optional<Message.Size> size,
    Map<String, Path> foundations,
    List<Path> plugins,
    Path cache) {
  /** Whether a run began here before. */
  boolean goesOn() {
    return Job.canGoOn(path);
  }

  /** A run goes on with the threads and parts it began with: they move the last bits. */
  RunPlan plan() {
    return goesOn() ? RunPlan.of(Job.read(path)) : Planner.plan(experiment, size);
  }

  void write(RunPlan plan) {
    try {
      Files.createDirectories(path.resolve(Job.CHECKPOINTS));
      Files.writeString(path.resolve("config.conf"), experiment.annotated());
      new Job(
              run,
              seed,
              plan.threads(),
              experiment.settings().execution().device(),
              plan.microBatch(),
              plan.predictedBytes().orElse(0),
              Foundations.words(foundations),
              plugins.stream().map(folder -> folder.toAbsolutePath().toString()).toList(),
              cache.toAbsolutePath().toString(),
              false)
          .write(path);
      Reserve.of(path).take();
    } catch (IOException e) {
      if (!Job.canGoOn(path)) {
        Folders.delete(path);
      }
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          path + ": cannot be written (" + Folders.reason(e) + "); expected room and rights there",
          e);
    }
  }
}
