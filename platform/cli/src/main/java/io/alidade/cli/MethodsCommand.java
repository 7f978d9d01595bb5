package io.alidade.cli;

import static io.alidade.cli.TextTable.Column.number;
import static io.alidade.cli.TextTable.Column.text;

import com.google.gson.JsonArray;
import io.alidade.api.AlidadeException;
import io.alidade.api.Field;
import io.alidade.runtime.config.Nearest;
import io.alidade.runtime.plugin.InstalledPlugins;
import io.alidade.runtime.plugin.Located;
import io.alidade.runtime.plugin.MethodRow;
import io.alidade.runtime.plugin.PluginFolders;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade methods}: what can be run. Read from the index; no plugin is started. */
@Command(
    name = "methods",
    description = "List methods, or show one with its keys.",
    synopsisSubcommandLabel = "[VERB]",
    footer = {"", "  alidade methods show METHOD"})
final class MethodsCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** A method and where it is from. */
  private record Offered(MethodRow row, Located plugin) {}

  @Override
  public Integer call() {
    InstalledPlugins installed = installed();
    List<Offered> methods = methods(installed);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonArray array = new JsonArray();
      methods.forEach(each -> array.add(PluginJson.of(each.row(), each.plugin())));
      PluginJson.print(out, array);
    } else {
      print(out, methods);
    }
    PluginProblems.say(installed.problems(), spec.commandLine().getErr());
    return 0;
  }

  @Command(
      name = "show",
      description = "Show a method: its paper, its keys with defaults.",
      footer = {"", "  alidade methods show METHOD"})
  Integer show(
      @Parameters(paramLabel = "METHOD", description = "Id of the method.") String id,
      @Option(names = "--json", description = "Print JSON.") boolean asJson) {
    InstalledPlugins installed = installed();
    List<Offered> methods = methods(installed);
    Offered found =
        methods.stream()
            .filter(each -> each.row().id().equals(id))
            .findFirst()
            .orElseThrow(() -> unknown(id, methods, installed));
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      PluginJson.print(out, PluginJson.of(found.row(), found.plugin()));
    } else {
      print(out, found);
    }
    return 0;
  }

  private static void print(PrintWriter out, List<Offered> methods) {
    TextTable table =
        new TextTable(
            text("method"),
            text("family"),
            text("leaf"),
            number("year"),
            text("plugin"),
            text("summary"));
    for (Offered each : methods) {
      table.add(
          each.row().id(),
          each.row().leaf().family(),
          each.row().leaf().leaf(),
          Integer.toString(each.row().year()),
          each.plugin().entry().id(),
          each.row().summary());
    }
    table.print(out, Terminal.current());
  }

  private static void print(PrintWriter out, Offered found) {
    MethodRow row = found.row();
    out.println(row.id() + ": " + row.summary());
    out.println();
    out.println("taxonomy  " + row.leaf().family() + ", " + row.leaf().leaf());
    out.println("paper     " + row.paper() + " (" + row.year() + ")");
    out.println("needs     " + needs(row.needs()));
    out.println("version   " + row.version());
    out.println(
        "plugin    " + found.plugin().entry().id() + " " + found.plugin().entry().version());
    out.println();
    out.println(
        row.reference().isBlank()
            ? "It has no keys of its own."
            : "Keys with their defaults; an experiment says only what differs:");
    out.println();
    row.reference().strip().lines().forEach(out::println);
  }

  private static String needs(List<Field> fields) {
    return fields.isEmpty()
        ? "nothing: it trains on no data"
        : fields.stream()
            .map(field -> field.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private static AlidadeException unknown(
      String id, List<Offered> methods, InstalledPlugins installed) {
    List<String> known = methods.stream().map(each -> each.row().id()).toList();
    return new AlidadeException(
        AlidadeException.Kind.CONFIG,
        "no method %s; expected one of %s%s%s"
            .formatted(
                id,
                known.isEmpty() ? "none: no plugin is installed" : String.join(", ", known),
                Nearest.hint(id, known),
                installed.problems().isEmpty()
                    ? ""
                    : "; some plugins are not used, `alidade plugins list` says why"));
  }

  private static List<Offered> methods(InstalledPlugins installed) {
    List<Offered> methods = new ArrayList<>();
    for (Located plugin : installed.usable()) {
      plugin.entry().offer().methods().forEach(row -> methods.add(new Offered(row, plugin)));
    }
    methods.sort(
        Comparator.comparing((Offered each) -> each.row().leaf())
            .thenComparing(each -> each.row().id()));
    return methods;
  }

  private InstalledPlugins installed() {
    return InstalledPlugins.read(PluginFolders.standard(alidade.pluginFolders()));
  }
}
