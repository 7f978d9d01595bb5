package io.alidade.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/**
 * The verbs, in the order of the help. Picocli reads a class by reflection, which for all of them
 * costs as long as a light verb's own work: so the one that is asked for is read alone.
 */
final class Verbs {
  /** A verb's name, as in its {@code @Command}, and its class. */
  record Verb(String name, Class<?> command) {}

  static final List<Verb> ALL =
      List.of(
          new Verb("run", RunCommand.class),
          new Verb("resume", ResumeCommand.class),
          new Verb("runs", RunsCommand.class),
          new Verb("show", ShowCommand.class),
          new Verb("table", TableCommand.class),
          new Verb("claims", ClaimsCommand.class),
          new Verb("pictures", PicturesCommand.class),
          new Verb("query", QueryCommand.class),
          new Verb("logs", LogsCommand.class),
          new Verb("rm", RemoveCommand.class),
          new Verb("methods", MethodsCommand.class),
          new Verb("datasets", DatasetsCommand.class),
          new Verb("plugins", PluginsCommand.class),
          new Verb("doctor", DoctorCommand.class),
          new Verb("completion", CompletionCommand.class));

  /** Shared options whose value could be a verb's name. */
  private static final Set<String> WITH_VALUE = Set.of("--results", "--registry", "--plugins");

  private Verbs() {}

  /** Adds the verb that the arguments name; all of them where none is named, or all are needed. */
  static void addTo(CommandLine line, String... arguments) {
    Optional<String> first = first(arguments);
    Optional<Verb> named =
        ALL.stream().filter(verb -> first.isPresent() && verb.name().equals(first.get())).findAny();
    if (named.isPresent() && named.get().command() != CompletionCommand.class) {
      line.addSubcommand(named.get().command());
    } else {
      ALL.forEach(verb -> line.addSubcommand(verb.command()));
    }
  }

  /** The first argument that is neither an option nor an option's value. */
  private static Optional<String> first(String... arguments) {
    for (int index = 0; index < arguments.length; index++) {
      if (WITH_VALUE.contains(arguments[index])) {
        index++;
      } else if (!arguments[index].startsWith("-")) {
        return Optional.of(arguments[index]);
      }
    }
    return Optional.empty();
  }
}
