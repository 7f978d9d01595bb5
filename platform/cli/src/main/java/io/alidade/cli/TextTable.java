package io.alidade.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns. On a narrow terminal text gives way, numbers and ids never do. */
final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 8;

  /** A heading, the side its cells stand on, and whether they may be shortened. */
  record Column(String name, boolean right, boolean shrinks) {
    static Column text(String name) {
      return new Column(name, false, true);
    }

    static Column id(String name) {
      return new Column(name, false, false);
    }

    static Column number(String name) {
      return new Column(name, true, false);
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(Column... columns) {
    this(List.of(columns));
  }

  TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
    rows.add(columns.stream().map(Column::name).toList());
  }

  /** A row with one cell a column. */
  void add(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells in a row of " + columns.size() + " columns");
    }
    rows.add(cells.stream().map(TextTable::oneLine).toList());
  }

  void add(String... cells) {
    add(List.of(cells));
  }

  void print(PrintWriter out, Terminal terminal) {
    int[] widths = widths(terminal);
    for (List<String> row : rows) {
      out.println(line(row, widths));
    }
  }

  /** Each row as lines of its own, {@code column value}: for more columns than there is room. */
  void printUpright(PrintWriter out) {
    int widest = columns.stream().mapToInt(column -> length(column.name())).max().orElse(0);
    for (List<String> row : rows.subList(1, rows.size())) {
      out.println("-".repeat(widest + GAP.length()));
      for (int column = 0; column < row.size(); column++) {
        String name = columns.get(column).name();
        String line = name + " ".repeat(widest - length(name)) + GAP + row.get(column);
        out.println(line.stripTrailing());
      }
    }
  }

  /** It can be shown there with every column readable. */
  boolean fits(Terminal terminal) {
    return !terminal.interactive()
        || Arrays.stream(widths(terminal)).sum() + gaps() <= terminal.width();
  }

  private int gaps() {
    return GAP.length() * (columns.size() - 1);
  }

  private int[] widths(Terminal terminal) {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    if (terminal.interactive()) {
      while (Arrays.stream(widths).sum() + gaps() > terminal.width() && shrinkWidest(widths)) {
        // One character at a time, so that columns give way evenly.
      }
    }
    return widths;
  }

  /** False when no column can give way any more. */
  private boolean shrinkWidest(int[] widths) {
    int widest = -1;
    for (int column = 0; column < widths.length; column++) {
      if (columns.get(column).shrinks()
          && widths[column] > NARROWEST
          && (widest < 0 || widths[column] > widths[widest])) {
        widest = column;
      }
    }
    if (widest >= 0) {
      widths[widest]--;
    }
    return widest >= 0;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = shortened(cells.get(column), widths[column]);
      String space = " ".repeat(widths[column] - length(cell));
      line.append(column == 0 ? "" : GAP)
          .append(columns.get(column).right() ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }

  private static String shortened(String cell, int width) {
    return length(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "~";
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String oneLine(String cell) {
    return cell.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
