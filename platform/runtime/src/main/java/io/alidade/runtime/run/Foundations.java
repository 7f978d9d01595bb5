package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Foundation;
import io.alidade.runtime.worker.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where what an experiment builds on lies. Seed k builds on seed k.
 *
 * @param results folder of {@code runs/}
 */
record Foundations(Registry registry, Path results) {
  /** Folders by name, of runs that are finished and of folders that were given. */
  Map<String, Path> of(Experiment experiment, long seed) {
    Map<String, Path> folders = given(experiment);
    experiment
        .foundations()
        .forEach(
            (name, foundation) -> {
              if (foundation instanceof Foundation.Known known) {
                folders.put(name, folder(experiment, name, known.identity(), seed));
              }
            });
    return folders;
  }

  private Path folder(Experiment experiment, String name, String identity, long seed) {
    RunRow run =
        registry
            .finished(identity, seed)
            .orElseThrow(
                () ->
                    refused(
                        "%s: foundations.%s is an experiment of which seed %d is not finished; run it first"
                            .formatted(experiment.name(), name, seed)));
    Path folder = results.resolve("runs").resolve(run.id()).resolve(Job.CHECKPOINTS);
    if (!Files.isDirectory(folder)) {
      throw refused(
          "%s: foundations.%s is run %s, whose checkpoint is not at %s; expected it there"
              .formatted(experiment.name(), name, run.id(), folder));
    }
    return folder.toAbsolutePath();
  }

  private static AlidadeException refused(String sentence) {
    return new AlidadeException(AlidadeException.Kind.CONFIG, sentence);
  }

  /** The folders that the configuration names. */
  static Map<String, Path> given(Experiment experiment) {
    Map<String, Path> folders = new LinkedHashMap<>();
    experiment
        .foundations()
        .forEach(
            (name, foundation) -> {
              if (foundation instanceof Foundation.Folder folder) {
                folders.put(name, folder.path());
              }
            });
    return folders;
  }

  /** As a job writes them. */
  static Map<String, String> words(Map<String, Path> folders) {
    Map<String, String> words = new LinkedHashMap<>();
    folders.forEach((name, path) -> words.put(name, path.toString()));
    return words;
  }
}
