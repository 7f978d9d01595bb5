package io.alidade.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A verb's help: its own options, and in one line where those of every verb are. */
final class Helps {
  private static final String SHARED =
      "%nFor --results, --registry, --plugins and --verbose see alidade --help.%n";

  private Helps() {}

  /** Only then is it worth the time to prepare it. */
  static boolean isAskedFor(String... arguments) {
    return List.of(arguments).contains("--help") || List.of(arguments).contains("-h");
  }

  /** For every verb below {@code line}; the help of {@code alidade} itself shows everything. */
  static void shorten(CommandLine line) {
    for (CommandLine verb : line.getSubcommands().values()) {
      verb.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      verb.getHelpSectionMap()
          .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, own(verb)));
      verb.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_END_OF_OPTIONS, help -> "");
      verb.getHelpSectionMap()
          .merge(
              UsageMessageSpec.SECTION_KEY_FOOTER,
              help -> "",
              (footer, none) -> help -> footer.render(help) + SHARED.formatted());
      shorten(verb);
    }
  }

  private static String options(Help help, List<OptionSpec> own) {
    return help.optionListExcludingGroups(own);
  }

  private static List<OptionSpec> own(CommandLine verb) {
    return verb.getCommandSpec().options().stream()
        .filter(option -> !option.inherited() && !option.usageHelp() && !option.versionHelp())
        .toList();
  }
}
