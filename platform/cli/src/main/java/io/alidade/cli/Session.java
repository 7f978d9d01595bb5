package io.alidade.cli;

import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.plugin.PluginFolders;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.run.RunResult;
import io.alidade.runtime.run.Runner;
import io.alidade.runtime.run.StopSignal;
import io.alidade.runtime.run.WorkerPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Runs that are followed from the command line: progress, Ctrl-C, and the numbers at the end. */
final class Session {
  private final Alidade alidade;
  private final CommandSpec spec;
  private final Registry registry;
  private final PluginHost plugins;
  private final List<Path> folders;
  private final WorkerPool workers;
  private final Reports reports;

  /**
   * Nothing runs yet.
   *
   * @param folders where workers load plugins from
   * @param workers to do the runs
   */
  Session(
      Alidade alidade,
      CommandSpec spec,
      Registry registry,
      PluginHost plugins,
      List<Path> folders,
      WorkerPool workers) {
    this.alidade = alidade;
    this.spec = spec;
    this.registry = registry;
    this.plugins = plugins;
    this.folders = folders;
    this.workers = workers;
    this.reports = new Reports(registry, alidade);
  }

  /**
   * Lets a runner work, and returns the exit code.
   *
   * @param beside methods whose numbers stand in the others' tables
   */
  int follow(Function<Runner, List<RunResult>> work, Set<String> beside) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    AtomicReference<@Nullable StopSignal> stopped = new AtomicReference<>();
    List<RunResult> done;
    try (RunProgress progress = new RunProgress(out, err, Terminal.current())) {
      Runner runner =
          new Runner(
              registry,
              alidade.results(),
              plugins,
              folders,
              PluginFolders.home().resolve("cache"),
              workers,
              progress,
              result -> {
                if (isShown(result, beside)) {
                  reports.writeSoon(result.run());
                }
              });
      StopSignal.listen(
          signal -> {
            stopped.set(signal);
            runner.stop(signal);
          },
          runner::kill);
      done = work.apply(runner);
    } finally {
      reports.close();
    }
    StopSignal signal = stopped.get();
    if (signal != null) {
      if (done.isEmpty()) {
        err.println("stopped by " + signal.words() + " before a run was started");
      }
      return signal.exitCode();
    }
    numbers(done, beside);
    return done.stream()
        .mapToInt(RunResult::exitCode)
        .filter(code -> code != 0)
        .findFirst()
        .orElse(0);
  }

  private static boolean isShown(RunResult result, Set<String> beside) {
    return result.exitCode() == 0 && !beside.contains(result.method());
  }

  /** What came out, beside baselines and chance, and where to look further. */
  private void numbers(List<RunResult> results, Set<String> beside) {
    PrintWriter out = spec.commandLine().getOut();
    for (RunResult result : results) {
      if (isShown(result, beside)) {
        RunRow run = registry.run(result.run());
        ComparisonTable.print(out, Terminal.current(), registry, run);
        out.println("report: " + reports.current(run));
      }
    }
  }
}
