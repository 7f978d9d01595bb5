package io.alidade.cli;

import io.alidade.registry.QueryLimits;
import io.alidade.registry.QueryResult;
import io.alidade.registry.Registry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade query "SQL"}: the registry asked in its own language; it cannot write. */
@Command(
    name = "query",
    description = "Ask the registry in SQL; it cannot be changed that way.",
    footer = {
      "",
      "Tables: run, metric, measurement, artifact, event, method, plugin, dataset,",
      "run_plugin, run_dataset; one row a run: run_summary; one row an experiment,",
      "the mean over its seeds: leaderboard. What columns one has:",
      "  alidade query \"select * from leaderboard limit 1\"",
      "  alidade query \"select run, value from measurement where metric = 'top-1'\" \\",
      "    --format csv"
    })
final class QueryCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SQL", description = "One SELECT.")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--rows",
      paramLabel = "COUNT",
      defaultValue = "100000",
      description = "At most so many rows (${DEFAULT-VALUE}).")
  private int rows;

  @Override
  public Integer call() {
    Arguments.atLeast(spec, "--rows", rows, 1);
    QueryResult result;
    try (Registry registry = alidade.openToRead()) {
      result = registry.query(sql, new QueryLimits(rows, QueryLimits.USUAL.time()));
    }
    PrintWriter out = Terminal.gathered(spec.commandLine().getOut());
    format.print(result, out, Terminal.current());
    out.flush();
    if (result.truncated()) {
      spec.commandLine().getErr().println("only the first " + rows + " rows; --rows sets how many");
    }
    return 0;
  }
}
