package io.alidade.cli;

import static io.alidade.cli.TextTable.Column.text;

import com.google.gson.JsonArray;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.Progress;
import io.alidade.runtime.plugin.DatasetIds;
import io.alidade.runtime.plugin.DatasetRow;
import io.alidade.runtime.plugin.InstalledPlugins;
import io.alidade.runtime.plugin.Located;
import io.alidade.runtime.plugin.PluginFolders;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.run.OpenDatasets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade datasets}: what can be trained and tested on. The list is read from the index. */
@Command(
    name = "datasets",
    description = "List data sets, or show the card of one.",
    synopsisSubcommandLabel = "[VERB]",
    footer = {"", "  alidade datasets show iconic/emoji"})
final class DatasetsCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    InstalledPlugins installed =
        InstalledPlugins.read(PluginFolders.standard(alidade.pluginFolders()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonArray array = new JsonArray();
      for (Located plugin : installed.usable()) {
        plugin.entry().offer().datasets().forEach(row -> array.add(PluginJson.of(row, plugin)));
      }
      PluginJson.print(out, array);
    } else {
      print(out, installed);
    }
    PluginProblems.say(installed.problems(), spec.commandLine().getErr());
    return 0;
  }

  private static void print(PrintWriter out, InstalledPlugins installed) {
    TextTable table =
        new TextTable(
            text("data set"), text("task"), text("licence"), text("plugin"), text("summary"));
    for (Located plugin : installed.usable()) {
      for (DatasetRow row : plugin.entry().offer().datasets()) {
        table.add(
            DatasetIds.shown(row.id()),
            row.task(),
            row.licence(),
            plugin.entry().id(),
            row.summary());
      }
    }
    table.print(out, Terminal.current());
  }

  @Command(
      name = "show",
      description = "Open a data set and show its card; the first time this may take a while.",
      footer = {
        "",
        "  alidade datasets show iconic/emoji",
        "  alidade datasets show image-folder:pets"
      })
  Integer show(
      @Parameters(paramLabel = "ID", description = "Id, or format and path, of the data set.")
          String id,
      @Option(names = "--json", description = "Print JSON.") boolean asJson) {
    try (PluginHost host = PluginHost.open(PluginFolders.standard(alidade.pluginFolders()))) {
      PluginProblems.say(host.problems(), spec.commandLine().getErr());
      Dataset dataset = open(host, id);
      PrintWriter out = spec.commandLine().getOut();
      if (asJson) {
        PluginJson.print(out, dataset.card());
      } else {
        print(out, dataset.card());
      }
    }
    return 0;
  }

  private static void print(PrintWriter out, DatasetCard card) {
    out.println(card.id() + ": " + card.summary());
    out.println();
    out.println("task         " + card.task());
    out.println(
        "fields       "
            + card.fields().stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
    out.println("licence      " + card.licence());
    out.println("fingerprint  " + card.fingerprint());
    card.splits()
        .forEach(
            (split, size) ->
                out.printf(
                    Locale.ROOT,
                    "split        %s: %,d samples, %,d classes%n",
                    split,
                    size,
                    card.classes().getOrDefault(split, 0)));
    card.notes().forEach(note -> out.println("note         " + note));
  }

  private Dataset open(PluginHost host, String id) {
    PrintWriter err = spec.commandLine().getErr();
    Path cache = PluginFolders.home().resolve("cache");
    try (RunProgress progress = new RunProgress(err, err, Terminal.current())) {
      progress.phase("data");
      return new OpenDatasets(host, cache, shownOn(progress)).get(id);
    }
  }

  private static Progress shownOn(RunProgress progress) {
    return new Progress() {
      @Override
      public void advance(String what, long done, long total) {
        progress.advance(what, done, total);
      }

      @Override
      public void note(String sentence) {
        progress.note(sentence, true);
      }
    };
  }
}
