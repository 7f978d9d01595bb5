package io.alidade.cli;

import io.alidade.registry.QueryResult;
import io.alidade.registry.Registry;
import io.alidade.registry.Standing;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade table}: every experiment's numbers over its seeds. */
@Command(
    name = "table",
    description = "Tabulate the measured numbers: mean and deviation over seeds.",
    footer = {
      "",
      "  alidade table",
      "  alidade table --by protocol --method METHOD",
      "  alidade table --dataset iconic/emoji --metric top-1",
      "  alidade table --format latex > table.tex",
      "Of each experiment and seed the newest finished run counts. Only what was",
      "measured the same way, on the same data, stands in one table."
    })
final class TableCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Option(names = "--method", paramLabel = "METHOD", description = "Only this method.")
  private @Nullable String method;

  @Option(names = "--dataset", paramLabel = "ID", description = "Only on this data set.")
  private @Nullable String dataset;

  @Option(names = "--metric", paramLabel = "NAME", description = "Only this metric.")
  private @Nullable String metric;

  /** How rows are put together. */
  enum By {
    TAXONOMY,
    PROTOCOL;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Option(
      names = "--by",
      paramLabel = "ORDER",
      defaultValue = "taxonomy",
      description =
          "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}): rows in the survey's order, or a table for"
              + " all that was measured alike.")
  private By by;

  @Option(names = "--all", description = "Every number of a measurement, not only its first.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); csv and json are not rounded.")
  private Format format;

  @Override
  public Integer call() {
    List<Standing> standings = find();
    PrintWriter out = Terminal.gathered(spec.commandLine().getOut());
    Terminal terminal = Terminal.current();
    switch (format) {
      case CSV, JSON -> format.print(exact(standings), out, terminal);
      case TABLE, MARKDOWN, LATEX -> {
        if (by == By.PROTOCOL) {
          printGroups(standings, out, terminal);
        } else if (!standings.isEmpty()) {
          Taxonomy.of(standings, all || metric != null).print(format, out, terminal);
        }
      }
    }
    out.flush();
    if (standings.isEmpty()) {
      boolean filtered = method != null || dataset != null || metric != null;
      spec.commandLine()
          .getErr()
          .println(
              filtered
                  ? "no finished run was measured so"
                  : "nothing has been measured in "
                      + alidade.results()
                      + " yet; "
                      + Arguments.FIRST_RUN);
    }
    return 0;
  }

  private List<Standing> find() {
    Optional<Registry> there = alidade.openIfThere();
    if (there.isEmpty()) {
      return List.of();
    }
    try (Registry registry = there.get()) {
      return registry.leaderboard().stream()
          .filter(standing -> method == null || standing.method().equals(method))
          .filter(standing -> dataset == null || standing.dataset().equals(dataset))
          .filter(standing -> metric == null || standing.metric().equals(metric))
          .toList();
    }
  }

  private void printGroups(List<Standing> standings, PrintWriter out, Terminal terminal) {
    boolean first = true;
    for (StandingsGroup group : StandingsGroup.of(standings)) {
      if (!first) {
        out.println();
      }
      first = false;
      out.println(format == Format.LATEX ? "% " + group.title() : group.title());
      if (format == Format.MARKDOWN) {
        out.println();
      }
      group.print(format, out, terminal);
    }
  }

  private static @Nullable Long known(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  private static QueryResult exact(List<Standing> standings) {
    List<String> columns =
        List.of(
            "protocol",
            "protocol_hash",
            "dataset",
            "dataset_fingerprint",
            "split",
            "method",
            "method_version",
            "name",
            "experiment",
            "metric",
            "unit",
            "mean",
            "standard_deviation",
            "seeds",
            "samples",
            "seconds",
            "leaf",
            "parameters",
            "tried",
            "peak_memory_bytes");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Standing standing : standings) {
      rows.add(
          Arrays.asList(
              standing.protocol(),
              standing.protocolHash(),
              standing.dataset(),
              standing.datasetFingerprint(),
              standing.split(),
              standing.method(),
              standing.methodVersion(),
              standing.name(),
              standing.experiment(),
              standing.metric(),
              standing.unit(),
              standing.mean(),
              standing.standardDeviation().isPresent()
                  ? standing.standardDeviation().getAsDouble()
                  : null,
              standing.seeds(),
              standing.samples(),
              standing.seconds(),
              standing.leaf(),
              known(standing.parameters()),
              known(standing.tried()),
              known(standing.peakMemoryBytes())));
    }
    return new QueryResult(columns, rows, false);
  }
}
