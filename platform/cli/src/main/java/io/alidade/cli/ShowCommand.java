package io.alidade.cli;

import io.alidade.registry.DatasetRow;
import io.alidade.registry.EventRow;
import io.alidade.registry.MetricPoint;
import io.alidade.registry.PluginRow;
import io.alidade.registry.Provenance;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.plan.Departure;
import io.alidade.runtime.report.ContactSheet;
import io.alidade.runtime.report.RunReport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade show RUN}: everything about one run, and its report as an HTML file. */
@Command(
    name = "show",
    description = "Show a run and write its report, one HTML file.",
    footer = {
      "",
      "  alidade show latest",
      "  alidade show 3f9a --picture sheet.png",
      "A run is named by its id, the beginning or last part of one, or latest."
    })
final class ShowCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "An id, part of one, or latest.")
  private String name;

  @Option(names = "--json", description = "Print JSON; write no report.")
  private boolean json;

  @Option(
      names = "--picture",
      paramLabel = "FILE.png",
      description = "Draw the report's test images and what they were called, too.")
  private Optional<Path> picture = Optional.empty();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Registry registry = alidade.openToRead()) {
      RunRow run = registry.run(name);
      if (json) {
        RunJson.print(out, RunJson.everything(registry, run));
        return 0;
      }
      Terminal terminal = Terminal.current();
      printHead(out, registry, run);
      printConfiguration(out, run);
      ComparisonTable.print(out, terminal, registry, run);
      printLoss(out, terminal, registry.metrics(run.id()));
      printEvents(out, registry.events(run.id()));
      report(out, registry, run);
      if (picture.isPresent()) {
        ContactSheet.write(alidade.runFolder(run.id()), run, picture.get());
        out.println("picture: " + picture.get());
      }
    }
    return 0;
  }

  private static void printHead(PrintWriter out, Registry registry, RunRow run) {
    line(out, "run", run.id() + ", " + run.state().word());
    run.cause().ifPresent(cause -> line(out, "cause", cause));
    line(out, "experiment", run.name() + " (" + Figures.shortHash(run.experiment()) + ")");
    line(out, "method", run.method() + ", version " + run.methodVersion());
    for (Departure departure : Departure.of(run.configuration(), run.method())) {
      line(out, "", departure.sentence());
    }
    line(out, "seed", Long.toString(run.seed()));
    line(out, "when", when(run));
    learnt(run).ifPresent(text -> line(out, "learnt", text));
    memory(run).ifPresent(text -> line(out, "memory", text));
    run.planned()
        .filter(planned -> planned.microBatch() > 0)
        .ifPresent(planned -> line(out, "micro-batch", Integer.toString(planned.microBatch())));
    for (DatasetRow data : registry.datasets(run.id())) {
      line(
          out,
          "data",
          data.id()
              + ", "
              + data.samples()
              + " samples, fingerprint "
              + Figures.shortHash(data.fingerprint()));
    }
    Provenance made = run.provenance();
    line(out, "code", made.codeVersion());
    for (PluginRow plugin : registry.plugins(run.id())) {
      line(
          out,
          "plugin",
          plugin.id() + " " + plugin.version() + ", sha-256 " + Figures.shortHash(plugin.sha256()));
    }
    String device = run.planned().map(planned -> ", " + planned.device()).orElse("");
    line(out, "engine", made.engine() + device + ", " + made.threads() + " threads");
    line(out, "java", made.jdk());
    line(
        out,
        "machine",
        made.host() + ", " + made.processors() + " x " + made.cpu() + ", " + made.os());
  }

  private static Optional<String> learnt(RunRow run) {
    return run.parameters().isPresent() && run.tried().isPresent()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%,d trainable parameters, %,d tried on validation",
                run.parameters().getAsLong(),
                run.tried().getAsInt()))
        : Optional.empty();
  }

  private static Optional<String> memory(RunRow run) {
    List<String> words = new ArrayList<>();
    run.peakMemoryBytes().ifPresent(bytes -> words.add(Figures.bytes(bytes) + " at most"));
    run.planned()
        .ifPresent(
            planned ->
                planned
                    .memoryBytes()
                    .ifPresent(bytes -> words.add(Figures.bytes(bytes) + " predicted")));
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }

  private static String when(RunRow run) {
    String began = Stamps.utc(run.started().orElse(run.created()));
    if (run.seconds().isPresent()) {
      return began + ", took " + Figures.duration(run.seconds().getAsDouble());
    }
    return run.started().isPresent() ? began : began + ", not started";
  }

  private static void printConfiguration(PrintWriter out, RunRow run) {
    heading(out, "configuration (" + Figures.shortHash(run.configurationHash()) + ")");
    run.configuration().strip().lines().forEach(text -> out.println("  " + text));
  }

  private static void printLoss(PrintWriter out, Terminal terminal, List<MetricPoint> metrics) {
    List<MetricPoint> loss = metrics.stream().filter(point -> point.name().equals("loss")).toList();
    List<String> plot = Plot.of(loss, Math.min(terminal.width(), 100), terminal.unicode());
    if (!plot.isEmpty()) {
      heading(out, "loss");
      plot.forEach(out::println);
    }
    long broken = loss.stream().filter(point -> !Double.isFinite(point.value())).count();
    if (broken > 0) {
      out.println("  " + broken + " of " + loss.size() + " recorded losses are not finite");
    }
  }

  private static void printEvents(PrintWriter out, List<EventRow> events) {
    if (events.isEmpty()) {
      return;
    }
    heading(out, "events");
    for (EventRow event : events) {
      out.println(
          "  " + Stamps.utc(event.at()) + "  " + event.level().word() + "  " + event.text());
    }
  }

  private void report(PrintWriter out, Registry registry, RunRow run) {
    Path folder = alidade.runFolder(run.id());
    out.println();
    if (Files.isDirectory(folder)) {
      out.println("report: " + RunReport.write(registry, folder, run));
    } else {
      out.println("no report: the run's folder " + folder + " is not there (--results DIR)");
    }
  }

  private static void line(PrintWriter out, String label, String value) {
    out.printf("%-12s%s%n", label, value);
  }

  private static void heading(PrintWriter out, String text) {
    out.println();
    out.println(text);
  }
}
