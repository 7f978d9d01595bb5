package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.config.Nearest;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong, and gives the exit code for it. */
final class Failures
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private static final int USAGE = AlidadeException.Kind.CONFIG.exitCode();

  private final PrintWriter err;
  private final Alidade alidade;

  Failures(PrintWriter err, Alidade alidade) {
    this.err = err;
    this.alidade = alidade;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    err.println(
        command.getCommandSpec().qualifiedName()
            + ": "
            + String.valueOf(failure.getMessage())
                .replace("option option", "option") // As picocli words it.
            + suggestion(failure)
            + "; see "
            + command.getCommandSpec().qualifiedName()
            + " --help");
    return USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return report(failure);
  }

  /** Writes the line and, when asked for, the trace. */
  int report(Throwable failure) {
    int code = describe(failure);
    if (alidade.isVerbose()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private int describe(Throwable failure) {
    if (failure instanceof AlidadeException known
        && known.kind() != AlidadeException.Kind.INTERNAL) {
      err.println(known.getMessage());
      return known.kind().exitCode();
    }
    if (failure instanceof OutOfMemoryError) {
      err.println(
          "memory: the Java heap is full ("
              + failure.getMessage()
              + "); expected more of it, as in JAVA_TOOL_OPTIONS=-Xmx4g");
      return AlidadeException.Kind.RESOURCE.exitCode();
    }
    err.println(
        "A bug of Alidade, not yours: "
            + failure
            + (alidade.isVerbose()
                ? ". Please report it with the trace below"
                : ". --verbose shows where; a run's own words are in `alidade logs RUN`"));
    return AlidadeException.Kind.INTERNAL.exitCode();
  }

  private static String suggestion(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    String word = unmatched.getUnmatched().get(0);
    CommandLine command = failure.getCommandLine();
    return word.startsWith("-")
        ? Nearest.hint(word.replaceFirst("=.*", ""), command.getCommandSpec().optionsMap().keySet())
        : Nearest.hint(word, command.getSubcommands().keySet());
  }
}
