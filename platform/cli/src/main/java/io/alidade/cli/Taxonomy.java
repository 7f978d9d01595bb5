package io.alidade.cli;

import io.alidade.registry.QueryResult;
import io.alidade.registry.Standing;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The survey as rows, in the order of its families: what was run, on what, how it was measured, the
 * first number of each measurement, and what it cost.
 */
record Taxonomy(List<Standing> standings) {
  private static final List<String> FAMILIES =
      List.of(
          "pretraining/contrastive",
          "pretraining/generative",
          "pretraining/alignment",
          "transfer/prompt",
          "transfer/adapter",
          "transfer/other",
          "distillation/detection",
          "distillation/segmentation",
          "frontier",
          "baseline");

  private static final List<String> COLUMNS =
      List.of(
          "family",
          "leaf",
          "method",
          "experiment",
          "data",
          "protocol",
          "metric",
          "value",
          "n",
          "parameters",
          "tried",
          "seconds",
          "memory");

  /** Of each experiment and measurement the number that stands first, unless all are wanted. */
  static Taxonomy of(List<Standing> standings, boolean all) {
    Set<List<String>> seen = new HashSet<>();
    List<Standing> chosen = new ArrayList<>();
    for (Standing one : standings) {
      if (all
          || seen.add(List.of(one.experiment(), one.protocolHash(), one.dataset(), one.split()))) {
        chosen.add(one);
      }
    }
    chosen.sort(
        Comparator.comparingInt((Standing one) -> place(family(one)))
            .thenComparing(Standing::leaf)
            .thenComparing(Standing::method)
            .thenComparing(Standing::name)
            .thenComparing(Standing::dataset)
            .thenComparing(Standing::protocol));
    return new Taxonomy(chosen);
  }

  private static int place(String family) {
    int place = FAMILIES.indexOf(family);
    return place < 0 ? FAMILIES.size() : place;
  }

  /** {@code pretraining/contrastive} of {@code pretraining/contrastive/image-text}. */
  private static String family(Standing one) {
    int last = one.leaf().lastIndexOf('/');
    return last < 0 ? one.leaf() : one.leaf().substring(0, last);
  }

  private static String leaf(Standing one) {
    return one.leaf().substring(one.leaf().lastIndexOf('/') + 1);
  }

  void print(Format format, PrintWriter out, Terminal terminal) {
    boolean unicode = format != Format.TABLE || terminal.unicode();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    standings.forEach(one -> rows.add(row(one, unicode)));
    if (format != Format.TABLE) {
      format.print(new QueryResult(COLUMNS, rows, false), out, terminal);
      return;
    }
    List<TextTable.Column> headings = new ArrayList<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      String column = COLUMNS.get(i);
      headings.add(i < 7 ? TextTable.Column.text(column) : TextTable.Column.number(column));
    }
    TextTable table = new TextTable(headings);
    rows.forEach(row -> table.add(row.stream().map(String::valueOf).toList()));
    table.print(out, terminal);
  }

  private static List<@Nullable Object> row(Standing one, boolean unicode) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(family(one));
    cells.add(leaf(one));
    cells.add(one.method());
    cells.add(one.name());
    cells.add(one.dataset() + " " + one.split());
    cells.add(one.protocol() + " " + Figures.shortHash(one.protocolHash()));
    cells.add(one.metric());
    cells.add(StandingsGroup.value(one, unicode ? " \u00b1 " : " +- "));
    cells.add(String.valueOf(one.seeds()));
    cells.add(known(one.parameters()));
    cells.add(known(one.tried()));
    cells.add(Figures.digits(one.seconds()));
    cells.add(
        one.peakMemoryBytes().isPresent() ? Figures.bytes(one.peakMemoryBytes().getAsLong()) : "");
    return cells;
  }

  private static String known(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
  }
}
