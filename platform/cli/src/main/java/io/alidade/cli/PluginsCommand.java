package io.alidade.cli;

import static io.alidade.cli.TextTable.Column.number;
import static io.alidade.cli.TextTable.Column.text;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.plugin.DatasetIds;
import io.alidade.runtime.plugin.Installation;
import io.alidade.runtime.plugin.InstalledPlugins;
import io.alidade.runtime.plugin.Located;
import io.alidade.runtime.plugin.PluginEntry;
import io.alidade.runtime.plugin.PluginFolders;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade plugins}: what is installed, and installing more. */
@Command(
    name = "plugins",
    description = "List, install, remove plugins, or start a new one.",
    synopsisSubcommandLabel = "[VERB]",
    footer = {
      "",
      "  alidade plugins install acme-plugin-0.1.0.jar",
      "  alidade plugins new acme.mine"
    },
    subcommands = {NewPluginCommand.class})
final class PluginsCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  Alidade alidade() {
    return alidade;
  }

  @Override
  public Integer call() {
    return list(false);
  }

  @Command(
      name = "list",
      description = "List plugins, and what is wrong with those that are not used.",
      footer = {"", "  alidade plugins list --json"})
  Integer list(@Option(names = "--json", description = "Print JSON.") boolean json) {
    InstalledPlugins installed = installed();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      PluginJson.print(out, installed.all(), installed.problems());
      return 0;
    }
    TextTable table =
        new TextTable(
            text("plugin"),
            text("version"),
            number("methods"),
            number("data sets"),
            text("sha-256"),
            text("file"));
    for (Located plugin : installed.usable()) {
      PluginEntry entry = plugin.entry();
      table.add(
          entry.id(),
          entry.version(),
          Integer.toString(entry.offer().methods().size()),
          Integer.toString(entry.offer().datasets().size()),
          entry.sha256().substring(0, 12),
          plugin.file().toString());
    }
    table.print(out, Terminal.current());
    PluginProblems.say(installed.problems(), spec.commandLine().getErr());
    return 0;
  }

  @Command(
      name = "info",
      description = "Show what a plugin says of itself and what it offers.",
      footer = {"", "  alidade plugins info iconic"})
  Integer info(
      @Parameters(paramLabel = "ID", description = "Id of the plugin.") String id,
      @Option(names = "--json", description = "Print JSON.") boolean json) {
    InstalledPlugins installed = installed();
    Located plugin =
        installed.all().stream()
            .filter(each -> each.entry().id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new AlidadeException(
                        AlidadeException.Kind.CONFIG,
                        "no plugin %s; expected one of %s"
                            .formatted(
                                id,
                                String.join(
                                    ", ",
                                    installed.usable().stream()
                                        .map(each -> each.entry().id())
                                        .toList()))));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      PluginJson.print(out, plugin);
    } else {
      print(out, plugin);
    }
    PluginProblems.say(
        installed.problems().stream()
            .filter(problem -> problem.file().equals(plugin.file()))
            .toList(),
        spec.commandLine().getErr());
    return 0;
  }

  @Command(
      name = "install",
      description = {
        "Verify a plugin and copy it to the user's plugins.",
        "A plugin runs with your rights: it can read and delete what you can."
      },
      footer = {
        "",
        "  alidade plugins install acme-plugin-0.1.0.jar",
        "  alidade plugins install acme-plugin-0.2.0.jar --replace"
      })
  Integer install(
      @Parameters(paramLabel = "FILE", description = "A jar or a zip.") Path file,
      @Option(
              names = "--replace",
              description = "Take the place of the installed plugin of the same id.")
          boolean replace) {
    Located plugin = new Installation(PluginFolders.user(), folders()).install(file, replace);
    PrintWriter out = spec.commandLine().getOut();
    print(out, plugin);
    out.println();
    out.println(
        "Installed. It runs with your rights: it can read and delete what you can. Compare its"
            + " sha-256 with what its author says.");
    return 0;
  }

  @Command(
      name = "remove",
      description = "Remove a plugin from the user's plugins.",
      footer = {"", "  alidade plugins remove acme"})
  Integer remove(@Parameters(paramLabel = "ID", description = "Id of the plugin.") String id) {
    Located plugin = new Installation(PluginFolders.user(), folders()).remove(id);
    spec.commandLine()
        .getOut()
        .println(
            "Removed plugin %s %s (%s).".formatted(id, plugin.entry().version(), plugin.file()));
    return 0;
  }

  private static void print(PrintWriter out, Located plugin) {
    PluginEntry entry = plugin.entry();
    out.println("plugin    " + entry.id() + " " + entry.version() + said(" by ", entry.provider()));
    out.println("file      " + plugin.file());
    out.println("sha-256   " + entry.sha256());
    out.println("API       " + entry.requires());
    if (!entry.dependencies().isEmpty()) {
      out.println("needs     " + String.join(", ", entry.dependencies()));
    }
    entry
        .offer()
        .methods()
        .forEach(row -> out.println("method    " + line(row.id(), row.summary())));
    entry
        .offer()
        .datasets()
        .forEach(
            row -> out.println("data set  " + line(DatasetIds.shown(row.id()), row.summary())));
    entry
        .offer()
        .protocols()
        .forEach(row -> out.println("protocol  " + line(row.id(), row.summary())));
  }

  private static String line(String id, String summary) {
    return id + ": " + summary;
  }

  private static String said(String before, String text) {
    return text.isEmpty() ? "" : before + text;
  }

  private List<Path> folders() {
    return PluginFolders.standard(alidade.pluginFolders());
  }

  private InstalledPlugins installed() {
    return InstalledPlugins.read(folders());
  }
}
