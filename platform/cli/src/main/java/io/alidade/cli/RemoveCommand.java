package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade rm RUN...}: runs out of the registry, with their folders. */
@Command(
    name = "rm",
    description = "Remove runs that have ended, and their folders.",
    footer = {
      "",
      "  alidade rm 261124-153012-3f9a",
      "  alidade rm latest --yes",
      "A run is named by its id, the beginning or last part of one, or latest."
    })
final class RemoveCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Ids, parts of ids, or latest.")
  private List<String> names;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    List<RunRow> runs;
    try (Registry registry = alidade.openToRead()) {
      // All are looked at before the first is touched.
      runs = names.stream().map(registry::run).distinct().toList();
    }
    runs.forEach(RemoveCommand::refuseLive);
    PrintWriter out = spec.commandLine().getOut();
    if (!yes && !agreed(runs)) {
      out.println("nothing was removed");
      return 0;
    }
    try (Registry registry = Registry.open(alidade.registryFile())) {
      for (RunRow run : runs) {
        // The folder first: when that fails the row still says what there is.
        delete(alidade.runFolder(run.id()));
        registry.remove(run.id());
        out.println("removed " + run.id());
      }
    }
    return 0;
  }

  private static void refuseLive(RunRow run) {
    if (run.state().isLive()) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "run " + run.id() + ": is " + run.state().word() + "; expected one that has ended");
    }
  }

  private boolean agreed(List<RunRow> runs) {
    Console console = Terminal.current().interactive() ? System.console() : null;
    if (console == null) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG, "rm: nobody can be asked here; expected --yes");
    }
    String list = runs.stream().map(RunRow::id).collect(Collectors.joining(", "));
    String answer = console.readLine("Remove %s and what they left? [y/N] ", list);
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(emptied);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          folder + ": cannot be removed (" + failure + "); expected permission to",
          failure);
    }
  }
}
