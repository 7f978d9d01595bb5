package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade logs RUN}: what a run and its libraries said. */
@Command(
    name = "logs",
    description = "Print a run's log.",
    footer = {
      "",
      "  alidade logs latest --follow",
      "A run is named by its id, the beginning or last part of one, or latest."
    })
final class LogsCommand implements Callable<Integer> {
  private static final int LOOK_EVERY_MILLIS = 300;

  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "An id, part of one, or latest.")
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the run ends.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Registry registry = alidade.openToRead()) {
      RunRow run = registry.run(name);
      Path log = alidade.runFolder(run.id()).resolve("log.txt");
      while (follow && !Files.exists(log) && isLive(registry, run)) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
      if (!Files.exists(log)) {
        throw new AlidadeException(
            AlidadeException.Kind.RESOURCE,
            "run " + run.id() + ": has no log; expected " + log + " (--results DIR)");
      }
      print(log, registry, run);
    }
    return 0;
  }

  private void print(Path log, Registry registry, RunRow run)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Reader text = Files.newBufferedReader(log)) {
      char[] part = new char[8192];
      boolean more = true;
      while (more) {
        // Asked before reading: what was written until the end is read after it.
        more = follow && isLive(registry, run);
        for (int read = text.read(part); read > 0; read = text.read(part)) {
          out.write(part, 0, read);
        }
        out.flush();
        if (more) {
          TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
      }
    }
  }

  private static boolean isLive(Registry registry, RunRow run) {
    return registry.run(run.id()).state().isLive();
  }
}
