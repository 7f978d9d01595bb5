package io.alidade.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns. On a narrow terminal the widest column gives way. */
final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 6;

  /** A heading and on which side its cells stand. */
  record Column(String name, boolean right) {
    static Column text(String name) {
      return new Column(name, false);
    }

    static Column number(String name) {
      return new Column(name, true);
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

  private int[] widths(Terminal terminal) {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    int spare =
        terminal.interactive()
            ? terminal.width() - GAP.length() * (widths.length - 1)
            : Integer.MAX_VALUE;
    while (Arrays.stream(widths).sum() > spare) {
      int widest = widest(widths);
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int widest(int[] widths) {
    int found = 0;
    for (int column = 1; column < widths.length; column++) {
      if (widths[column] > widths[found]) {
        found = column;
      }
    }
    return found;
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
