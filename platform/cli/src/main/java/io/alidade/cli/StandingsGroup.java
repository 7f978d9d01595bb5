package io.alidade.cli;

import io.alidade.registry.QueryResult;
import io.alidade.registry.Standing;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Standings that compare: one protocol hash, one data set fingerprint, one split. A row an
 * experiment, the best in the first metric on top; a column a metric.
 */
record StandingsGroup(String title, List<Standing> standings) {
  private record Key(String protocol, String hash, String dataset, String data, String split) {
    static Key of(Standing standing) {
      return new Key(
          standing.protocol(),
          standing.protocolHash(),
          standing.dataset(),
          standing.datasetFingerprint(),
          standing.split());
    }
  }

  static List<StandingsGroup> of(List<Standing> standings) {
    Map<Key, List<Standing>> groups = new LinkedHashMap<>();
    for (Standing standing : standings) {
      groups.computeIfAbsent(Key.of(standing), key -> new ArrayList<>()).add(standing);
    }
    return groups.values().stream().map(group -> new StandingsGroup(title(group), group)).toList();
  }

  private static String title(List<Standing> group) {
    Standing any = group.get(0);
    return any.dataset()
        + " "
        + any.split()
        + " (fingerprint "
        + Figures.shortHash(any.datasetFingerprint())
        + "), "
        + any.protocol()
        + " ("
        + Figures.shortHash(any.protocolHash())
        + "), "
        + group.stream().mapToLong(Standing::samples).min().orElseThrow()
        + " samples";
  }

  void print(Format format, PrintWriter out, Terminal terminal) {
    List<String> metrics = standings.stream().map(this::heading).distinct().toList();
    List<String> columns = new ArrayList<>(List.of("method", "experiment", "identity", "seeds"));
    columns.addAll(metrics);
    columns.add("seconds a run");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<Standing> experiment : bestFirst()) {
      rows.add(row(experiment, metrics, format != Format.TABLE || terminal.unicode()));
    }
    if (format != Format.TABLE) {
      format.print(new QueryResult(columns, rows, false), out, terminal);
      return;
    }
    List<TextTable.Column> headings = new ArrayList<>();
    for (String column : columns) {
      headings.add(
          switch (column) {
            case "method", "experiment" -> TextTable.Column.text(column);
            case "identity" -> TextTable.Column.id(column);
            default -> TextTable.Column.number(column);
          });
    }
    TextTable table = new TextTable(headings);
    rows.forEach(row -> table.add(row.stream().map(String::valueOf).toList()));
    table.print(out, terminal);
  }

  private List<List<Standing>> bestFirst() {
    Map<String, List<Standing>> experiments =
        standings.stream()
            .collect(
                Collectors.groupingBy(
                    Standing::experiment, LinkedHashMap::new, Collectors.toList()));
    Standing lead = standings.get(0);
    Comparator<List<Standing>> byMean =
        Comparator.comparingDouble(experiment -> leading(experiment, lead));
    return experiments.values().stream()
        .sorted(lead.higherIsBetter() ? byMean.reversed() : byMean)
        .toList();
  }

  /** The mean in the leading metric; last where it was not measured. */
  private static double leading(List<Standing> experiment, Standing lead) {
    return experiment.stream()
        .filter(standing -> standing.metric().equals(lead.metric()))
        .mapToDouble(Standing::mean)
        .filter(Double::isFinite)
        .findFirst()
        .orElse(lead.higherIsBetter() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
  }

  private List<@Nullable Object> row(
      List<Standing> experiment, List<String> metrics, boolean unicode) {
    Standing any = experiment.get(0);
    TreeSet<Integer> seeds =
        experiment.stream().map(Standing::seeds).collect(Collectors.toCollection(TreeSet::new));
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(any.method());
    cells.add(any.name());
    cells.add(Figures.shortHash(any.experiment()));
    cells.add(seeds.size() == 1 ? "" + seeds.first() : seeds.first() + " to " + seeds.last());
    for (String metric : metrics) {
      cells.add(
          experiment.stream()
              .filter(standing -> heading(standing).equals(metric))
              .findFirst()
              .map(standing -> value(standing, unicode ? " ± " : " +- "))
              .orElse(""));
    }
    cells.add(Figures.digits(any.seconds()));
    return cells;
  }

  private String heading(Standing standing) {
    return switch (standing.unit()) {
      case "" -> standing.metric();
      case "share" -> standing.metric() + " %";
      default -> standing.metric() + " " + standing.unit();
    };
  }

  static String value(Standing standing, String plusMinus) {
    boolean share = standing.unit().equals("share");
    return standing.standardDeviation().isPresent()
        ? Figures.plusMinus(
            standing.mean(), standing.standardDeviation().getAsDouble(), share, plusMinus)
        : share && Double.isFinite(standing.mean())
            ? Figures.percent(standing.mean())
            : Figures.digits(standing.mean());
  }
}
