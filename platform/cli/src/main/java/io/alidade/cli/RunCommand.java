package io.alidade.cli;

import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginFolders;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.report.RunReport;
import io.alidade.runtime.run.PluginCatalog;
import io.alidade.runtime.run.RunResult;
import io.alidade.runtime.run.Runner;
import io.alidade.runtime.run.Sizing;
import io.alidade.runtime.run.StopSignal;
import io.alidade.runtime.worker.Message;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
      "Run the experiments of a file, each in a process of its own.",
      "One that is finished is shown, not repeated."
    },
    footer = {
      "",
      "  alidade run configs/quickstart.conf",
      "  alidade run mine.conf -D train.steps=100 -D seeds=[1,2,3]",
      "  alidade run mine.conf --dry-run",
      "Ctrl-C stops a run after the step it is in; what it recorded stays. Once more",
      "ends it at once. The same command starts it anew."
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

  @Option(names = "--again", description = "Repeat runs that are finished.")
  private boolean again;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Path> folders = PluginFolders.standard(alidade.pluginFolders());
    try (PluginHost plugins = PluginHost.open(folders)) {
      PluginProblems.say(plugins.problems(), spec.commandLine().getErr());
      Suite suite = Suite.plan(file, overrides, new PluginCatalog(plugins));
      if (dryRun) {
        new PlanPrinter(out).print(suite, sizes(suite, plugins, folders));
        return 0;
      }
      Room.require(alidade.results());
      try (Registry registry = Registry.open(alidade.registryFile())) {
        return run(suite, registry, plugins, folders);
      }
    }
  }

  private List<Message.Size> sizes(Suite suite, PluginHost plugins, List<Path> folders) {
    PrintWriter err = spec.commandLine().getErr();
    try (RunProgress progress = new RunProgress(err, err, Terminal.current().interactive())) {
      return new Sizing(plugins, folders, cache(), progress).of(suite);
    }
  }

  private static Path cache() {
    return PluginFolders.home().resolve("cache");
  }

  private int run(Suite suite, Registry registry, PluginHost plugins, List<Path> folders) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    AtomicReference<@Nullable StopSignal> stopped = new AtomicReference<>();
    List<RunResult> done;
    try (RunProgress progress = new RunProgress(out, err, Terminal.current().interactive())) {
      Runner runner = new Runner(registry, alidade.results(), plugins, folders, cache(), progress);
      StopSignal.listen(
          signal -> {
            stopped.set(signal);
            runner.stop(signal);
          },
          runner::kill);
      done = runner.run(suite, again);
    }
    StopSignal signal = stopped.get();
    if (signal != null) {
      if (done.isEmpty()) {
        err.println("stopped by " + signal.words() + " before a run was started");
      }
      return signal.exitCode();
    }
    numbers(registry, out, suite, done);
    return done.stream()
        .mapToInt(RunResult::exitCode)
        .filter(code -> code != 0)
        .findFirst()
        .orElse(0);
  }

  /** What came out, beside baselines and chance, and where to look further. */
  private void numbers(Registry registry, PrintWriter out, Suite suite, List<RunResult> results) {
    Set<String> beside =
        suite.experiments().stream()
            .flatMap(one -> one.settings().baselines().stream())
            .collect(Collectors.toSet());
    for (RunResult result : results) {
      if (result.exitCode() == 0 && !beside.contains(result.method())) {
        RunRow run = registry.run(result.run());
        ComparisonTable.print(out, Terminal.current(), registry, run);
        Path report = RunReport.write(registry, alidade.runFolder(run.id()), run);
        out.println("report: " + report);
      }
    }
  }
}
