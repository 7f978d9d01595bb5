package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code alidade} and the options that every verb takes. */
@Command(
    name = "alidade",
    description = "Lines up vision-language methods and measures them from one fixed point.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "VERB",
    footer = {
      "",
      "A run is named by its id, the beginning or last part of one, or latest.",
      "Exit codes: 0 done, 1 a run failed, 2 usage or configuration, 3 data, 4 plugin,",
      "5 engine or resources, 70 a bug, 130 Ctrl-C, 143 SIGTERM."
    })
public final class Alidade implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = "${env:ALIDADE_RESULTS:-results}",
      description = "Where runs and their registry lie (ALIDADE_RESULTS; now ${DEFAULT-VALUE}).")
  private Path results;

  @Option(
      names = "--registry",
      paramLabel = "PATH",
      scope = ScopeType.INHERIT,
      defaultValue = "${env:ALIDADE_REGISTRY}",
      description = "The registry alone (ALIDADE_REGISTRY; usually DIR/registry.db).")
  private @Nullable Path registry;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "One more folder with plugins.")
  private List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where a failure came from.")
  private boolean verbose;

  /** Starts the command line and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.writer(System.out), Terminal.writer(System.err), arguments));
  }

  /** Runs one command; what {@link #main} does without ending the JVM. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Alidade alidade = new Alidade();
    CommandLine line = new CommandLine(alidade);
    Verbs.addTo(line, arguments);
    line.setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
    if (Helps.isAskedFor(arguments)) {
      Helps.shorten(line);
    }
    line.setUsageHelpAutoWidth(false).setUsageHelpWidth(Terminal.current().helpWidth());
    Failures failures = new Failures(err, alidade);
    line.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
    try {
      return line.execute(arguments);
    } catch (Throwable failure) { // An Error: picocli hands on exceptions only.
      return failures.report(failure);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** No verb: says which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return AlidadeException.Kind.CONFIG.exitCode();
  }

  /** The folder of the registry and of the runs' own folders. */
  public Path results() {
    return results;
  }

  /** The folder of a run: configuration, log, checkpoints, report. */
  public Path runFolder(String id) {
    if (!id.matches("[0-9a-z-]+")) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          registryFile() + ": holds a run '" + id + "'; expected an id as in 261124-153012-3f9a");
    }
    return results.resolve("runs").resolve(id);
  }

  public Path registryFile() {
    return registry == null ? results.resolve("registry.db") : registry;
  }

  /** Further folders with plugins, in the order they were given. */
  public List<Path> pluginFolders() {
    return List.copyOf(plugins);
  }

  boolean isVerbose() {
    return verbose;
  }

  /** The registry to look at; the caller closes it. */
  Registry openToRead() {
    return Registry.readOnly(registryFile());
  }

  /** Like {@link #openToRead}, or nothing when nothing has been run here yet. */
  Optional<Registry> openIfThere() {
    return Files.exists(registryFile()) ? Optional.of(openToRead()) : Optional.empty();
  }
}
