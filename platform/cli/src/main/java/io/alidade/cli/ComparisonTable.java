package io.alidade.cli;

import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.Comparison;
import io.alidade.runtime.report.Comparison.Line;
import io.alidade.runtime.report.Comparison.Rival;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run's numbers above what they have to be compared with: other seeds, baselines, chance. One
 * table a split; a column a metric.
 */
final class ComparisonTable {
  private ComparisonTable() {}

  /** Prints nothing where nothing was measured. */
  static void print(PrintWriter out, Terminal terminal, Registry registry, RunRow run) {
    for (Comparison comparison : Comparison.of(registry, run)) {
      long samples = comparison.lines().stream().mapToLong(l -> l.own().samples()).max().orElse(0);
      out.println();
      out.printf(
          "%s, %s: %d samples, %s %s%n",
          comparison.dataset(),
          comparison.split(),
          samples,
          comparison.protocol(),
          Figures.shortHash(comparison.protocolHash()));
      table(comparison, run).print(out, terminal);
    }
  }

  private static TextTable table(Comparison comparison, RunRow run) {
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(TextTable.Column.text(""));
    Map<String, String[]> rows = new LinkedHashMap<>();
    List<Line> lines = comparison.lines();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      columns.add(TextTable.Column.number(line.own().metric()));
      cell(rows, run.method(), lines.size(), i, Figures.of(line.own()));
      for (Rival rival : line.rivals()) {
        cell(rows, rival.name(), lines.size(), i, Figures.of(rival.value(), line.own().unit()));
      }
    }
    TextTable table = new TextTable(columns);
    rows.forEach(
        (name, cells) -> {
          List<String> row = new ArrayList<>(List.of("  " + name));
          for (String cell : cells) {
            row.add(cell == null ? "" : cell);
          }
          table.add(row);
        });
    return table;
  }

  private static void cell(
      Map<String, String[]> rows, String name, int width, int column, String figure) {
    rows.computeIfAbsent(name, n -> new String[width])[column] = figure;
  }
}
