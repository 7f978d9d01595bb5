package io.alidade.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code alidade completion}: what lets bash and zsh complete verbs and options. */
@Command(
    name = "completion",
    description = "Print the completion script for bash and zsh.",
    footer = {"", "In the shell's start-up file: source <(alidade completion)"})
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("alidade", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
