package io.alidade.cli;

import static io.alidade.cli.TextTable.Column.id;
import static io.alidade.cli.TextTable.Column.number;
import static io.alidade.cli.TextTable.Column.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.alidade.registry.MeasurementRow;
import io.alidade.registry.Registry;
import io.alidade.registry.RunFilter;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import io.alidade.registry.RunSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade runs}: what was run, the newest first. */
@Command(
    name = "runs",
    description = "List runs, the newest first.",
    footer = {"", "  alidade runs --state failed", "  alidade runs --experiment quickstart --json"})
final class RunsCommand implements Callable<Integer> {
  /** Columns a terminal needs for all that is known of a run. */
  private static final int WIDE = 120;

  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Option(names = "--method", paramLabel = "ID", description = "Only runs of this method.")
  private @Nullable String method;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
  private @Nullable RunState state;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "Only runs of this experiment: its name, or the beginning of its identity.")
  private @Nullable String experiment;

  @Option(
      names = "-n",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Arguments.atLeast(spec, "-n", count, 1);
    PrintWriter out = spec.commandLine().getOut();
    List<RunSummary> found = find(count == Integer.MAX_VALUE ? count : count + 1);
    List<RunSummary> shown = found.subList(0, Math.min(count, found.size()));
    if (json) {
      printJson(out, shown);
    } else if (!shown.isEmpty()) {
      printTable(out, shown);
    }
    out.flush();
    note(found.size(), shown.size());
    return 0;
  }

  private List<RunSummary> find(int limit) {
    Optional<Registry> there = alidade.openIfThere();
    if (there.isEmpty()) {
      return List.of();
    }
    try (Registry registry = there.get()) {
      return registry.summaries(
          new RunFilter(
              Optional.ofNullable(method),
              Optional.ofNullable(state),
              Optional.ofNullable(experiment),
              limit));
    }
  }

  private void note(int found, int shown) {
    PrintWriter err = spec.commandLine().getErr();
    if (found > shown) {
      err.println("older runs are not shown; -n COUNT shows more");
    } else if (found == 0 && (method != null || state != null || experiment != null)) {
      err.println("no run fits");
    } else if (found == 0) {
      err.println("nothing has been run in " + alidade.results() + " yet; " + Arguments.FIRST_RUN);
    }
  }

  private static void printTable(PrintWriter out, List<RunSummary> runs) {
    Terminal terminal = Terminal.current();
    boolean wide = !terminal.interactive() || terminal.width() >= WIDE;
    TextTable table =
        wide
            ? new TextTable(
                id("run"),
                id("state"),
                text("experiment"),
                text("method"),
                number("seed"),
                number("step"),
                number("loss"),
                text("first number"),
                number("took"))
            : new TextTable(
                id("run"),
                id("state"),
                text("experiment"),
                number("seed"),
                text("first number"),
                number("took"));
    for (RunSummary summary : runs) {
      RunRow run = summary.run();
      String took = run.seconds().isPresent() ? Figures.duration(run.seconds().getAsDouble()) : "";
      String seed = Long.toString(run.seed());
      if (wide) {
        table.add(
            run.id(),
            run.state().word(),
            run.name(),
            run.method(),
            seed,
            summary.loss().map(point -> Long.toString(point.step())).orElse(""),
            summary.loss().map(point -> Figures.digits(point.value())).orElse(""),
            result(summary),
            took);
      } else {
        table.add(run.id(), run.state().word(), run.name(), seed, result(summary), took);
      }
    }
    table.print(out, terminal);
  }

  /** The number, or why there is none. */
  private static String result(RunSummary summary) {
    return summary.first().map(RunsCommand::headline).orElse(summary.run().cause().orElse(""));
  }

  private static String headline(MeasurementRow row) {
    return Figures.of(row.measurement())
        + " "
        + row.measurement().metric()
        + ", "
        + row.dataset()
        + " "
        + row.split();
  }

  private static void printJson(PrintWriter out, List<RunSummary> runs) {
    JsonArray array = new JsonArray();
    for (RunSummary summary : runs) {
      JsonObject run = RunJson.of(summary.run());
      summary
          .loss()
          .ifPresent(
              point -> {
                run.addProperty("step", point.step());
                run.addProperty("loss", RunJson.finite(point.value()));
              });
      summary.first().ifPresent(row -> run.add("first_measurement", RunJson.of(row)));
      array.add(run);
    }
    RunJson.print(out, array);
  }
}
