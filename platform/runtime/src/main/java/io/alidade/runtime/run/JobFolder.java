package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.worker.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run's folder with all that its worker is told.
 *
 * @param plugins folders to load plugins from
 * @param cache folder of derived data
 */
record JobFolder(
    Path path, String run, Experiment experiment, long seed, List<Path> plugins, Path cache) {
  /** A run goes on with the threads it began with: their number moves the last bits. */
  int threads() {
    return Job.canGoOn(path)
        ? Job.read(path).threads()
        : experiment.settings().execution().threadsHere();
  }

  void write() {
    int threads = threads();
    try {
      Files.createDirectories(path.resolve(Job.CHECKPOINTS));
      Files.writeString(path.resolve("config.conf"), experiment.text());
      new Job(
              run,
              seed,
              threads,
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
