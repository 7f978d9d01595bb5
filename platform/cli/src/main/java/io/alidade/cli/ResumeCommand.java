package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginFolders;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.run.PluginCatalog;
import io.alidade.runtime.run.WorkerPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade resume RUN}: goes on with a run that did not come to its end. */
@Command(
    name = "resume",
    description = {
      "Go on with a run that was stopped, failed or is lost, from its last checkpoint.",
      "On the same machine and threads it ends with the bits of a run without a stop."
    },
    footer = {
      "",
      "  alidade resume latest",
      "  alidade resume 261124-153012-3f9a",
      "`alidade run` with the run's own file does the same."
    })
final class ResumeCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "An id, a part of one, or latest.")
  private String name;

  @Override
  public Integer call() {
    RunRow run;
    try (Registry registry = alidade.openToRead()) {
      run = registry.run(name);
    }
    if (run.state().isLive() || run.state() == RunState.FINISHED) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "run %s: is %s; expected one that was stopped, failed or is lost"
              .formatted(run.id(), run.state().word()));
    }
    Path configuration = alidade.runFolder(run.id()).resolve("config.conf");
    if (!Files.exists(configuration)) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          "run %s: %s is not there; expected its folder (--results DIR), or begin anew with `alidade run FILE`"
              .formatted(run.id(), configuration));
    }
    List<Path> folders = PluginFolders.standard(alidade.pluginFolders());
    try (PluginHost plugins = PluginHost.open(folders)) {
      PluginProblems.say(plugins.problems(), spec.commandLine().getErr());
      Experiment experiment = Suite.readBack(configuration, new PluginCatalog(plugins));
      Room.require(alidade.results());
      try (WorkerPool workers = new WorkerPool();
          Registry registry = Registry.open(alidade.registryFile())) {
        return new Session(alidade, spec, registry, plugins, folders, workers)
            .follow(runner -> runner.resume(experiment, run.seed()), Set.of());
      }
    }
  }
}
