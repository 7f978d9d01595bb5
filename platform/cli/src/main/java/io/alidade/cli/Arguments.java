package io.alidade.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of arguments that several verbs make. */
final class Arguments {
  /** Where a registry comes from, said wherever there is none. */
  static final String FIRST_RUN = "`alidade run configs/quickstart.conf` makes a first run";

  private Arguments() {}

  static void atLeast(CommandSpec spec, String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; expected at least " + least);
    }
  }
}
