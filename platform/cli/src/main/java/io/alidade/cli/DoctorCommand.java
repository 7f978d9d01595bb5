package io.alidade.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.alidade.runtime.doctor.Checkup;
import io.alidade.runtime.doctor.Finding;
import io.alidade.runtime.plugin.PluginFolders;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade doctor}: whether everything is there that a run takes. */
@Command(
    name = "doctor",
    description = {
      "Check what a run takes: Java, the engine, plugins, folders, the registry.",
      "Changes nothing and asks nobody over a network."
    },
    footer = {
      "",
      "  alidade doctor",
      "  alidade doctor --results /data/results --json",
      "Exit code 0 when runs work, else that of the first problem."
    })
final class DoctorCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Checkup checkup =
        new Checkup(
            alidade.results(),
            alidade.registryFile(),
            PluginFolders.standard(alidade.pluginFolders()));
    List<Finding> findings =
        checkup.run(
            finding -> {
              if (!json) {
                out.printf("%-8s  %-12s  %s%n", word(finding), finding.part(), finding.sentence());
                out.flush();
              }
            });
    if (json) {
      printJson(out, findings);
    }
    return findings.stream()
        .filter(finding -> finding.level() == Finding.Level.PROBLEM)
        .mapToInt(finding -> finding.kind().exitCode())
        .findFirst()
        .orElse(0);
  }

  private static void printJson(PrintWriter out, List<Finding> findings) {
    JsonArray array = new JsonArray();
    for (Finding finding : findings) {
      JsonObject object = new JsonObject();
      object.addProperty("part", finding.part());
      object.addProperty("level", word(finding));
      object.addProperty("sentence", finding.sentence());
      array.add(object);
    }
    RunJson.print(out, array);
  }

  private static String word(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }
}
