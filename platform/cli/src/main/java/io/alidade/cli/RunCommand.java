package io.alidade.cli;

import io.alidade.registry.Registry;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginFolders;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.run.PluginCatalog;
import io.alidade.runtime.run.Sizing;
import io.alidade.runtime.run.WorkerPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade run FILE}: plans a suite and runs what of it is not finished. */
@Command(
    name = "run",
    description = {
      "Run the experiments of a file, each in a worker process.",
      "One that is finished is shown, not repeated."
    },
    footer = {
      "",
      "  alidade run configs/quickstart.conf",
      "  alidade run mine.conf -D train.steps=100 -D seeds=[1,2,3]",
      "  alidade run mine.conf --dry-run",
      "Ctrl-C stops a run after the step it is in; what it recorded stays. Once more",
      "ends it at once. The same command goes on from its last checkpoint."
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "An experiment in HOCON.")
  private Path file;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Override a key of the file, as in -D train.steps=100.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(names = "--dry-run", description = "Print the plan and the resolved configuration.")
  private boolean dryRun;

  @Option(
      names = "--again",
      description = "Begin anew what is finished or was interrupted, not what others build on.")
  private boolean again;

  @Override
  public Integer call() {
    List<Path> folders = PluginFolders.standard(alidade.pluginFolders());
    try (WorkerPool workers =
            dryRun ? new WorkerPool() : WorkerPool.startedFor(file, overrides, folders);
        PluginHost plugins = PluginHost.open(folders)) {
      PluginProblems.say(plugins.problems(), spec.commandLine().getErr());
      Suite suite = Suite.plan(file, overrides, new PluginCatalog(plugins));
      if (dryRun) {
        printPlan(sizes(suite, plugins, folders));
        return 0;
      }
      Room.require(alidade.results());
      workers.prepare(suite, plugins, folders);
      try (Registry registry = Registry.open(alidade.registryFile())) {
        return run(suite, registry, plugins, folders, workers);
      }
    }
  }

  private List<Sizing.Sized> sizes(Suite suite, PluginHost plugins, List<Path> folders) {
    PrintWriter err = spec.commandLine().getErr();
    try (RunProgress progress = new RunProgress(err, err, Terminal.current())) {
      return new Sizing(plugins, folders, cache()).of(suite, progress);
    }
  }

  private void printPlan(List<Sizing.Sized> suite) {
    PlanPrinter printer = new PlanPrinter(spec.commandLine().getOut());
    Optional<Registry> there = again ? Optional.empty() : alidade.openIfThere();
    if (there.isEmpty()) {
      printer.print(suite, Optional.empty());
      return;
    }
    try (Registry registry = there.get()) {
      printer.print(suite, Optional.of(registry));
    }
  }

  private static Path cache() {
    return PluginFolders.home().resolve("cache");
  }

  private int run(
      Suite suite, Registry registry, PluginHost plugins, List<Path> folders, WorkerPool workers) {
    Set<String> beside =
        suite.experiments().stream()
            .flatMap(one -> one.settings().baselines().stream())
            .collect(Collectors.toSet());
    return new Session(alidade, spec, registry, plugins, folders, workers)
        .follow(runner -> runner.run(suite, again), beside);
  }
}
