package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginFolders;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.report.RunReport;
import io.alidade.runtime.run.Folders;
import io.alidade.runtime.run.PluginCatalog;
import io.alidade.runtime.run.RunResult;
import io.alidade.runtime.run.Runner;
import io.alidade.runtime.run.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
@Command(name = "run", description = "Run the experiments of a file.")
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
        new PlanPrinter(out).print(suite);
        return 0;
      }
      Path results = writable(alidade.results());
      try (Registry registry = Registry.open(alidade.registryFile())) {
        RunProgress progress = new RunProgress(out, Terminal.current().interactive());
        Runner runner =
            new Runner(
                registry,
                results,
                plugins,
                folders,
                PluginFolders.home().resolve("cache"),
                progress);
        StopSignal.listen(runner::stop, runner::kill);
        List<RunResult> done = runner.run(suite, again);
        out.flush();
        if (!StopSignal.received().isEmpty()) {
          return StopSignal.exitCode();
        }
        numbers(registry, out, suite, done);
        return done.stream()
            .mapToInt(RunResult::exitCode)
            .filter(code -> code != 0)
            .findFirst()
            .orElse(0);
      }
    }
  }

  /** Fails before anything is started where nothing could be kept. */
  private static Path writable(Path results) {
    try {
      Files.createDirectories(results);
      Files.delete(Files.createTempFile(results, "can-write", ".tmp"));
      return results;
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          results
              + ": cannot be written ("
              + Folders.reason(e)
              + "); expected a folder for results, see --results",
          e);
    }
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
