package io.alidade.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.alidade.registry.QueryResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** In which form rows are printed; each escapes what means something in it. */
enum Format {
  /** Aligned columns for a person, upright where they do not fit; numbers with six digits. */
  TABLE {
    @Override
    void print(QueryResult result, PrintWriter out, Terminal terminal) {
      List<TextTable.Column> columns = new ArrayList<>();
      for (int column = 0; column < result.columns().size(); column++) {
        String name = result.columns().get(column);
        columns.add(
            isNumber(result, column) ? TextTable.Column.number(name) : TextTable.Column.text(name));
      }
      TextTable table = new TextTable(columns);
      result.rows().forEach(row -> table.add(row.stream().map(Format::brief).toList()));
      if (table.fits(terminal)) {
        table.print(out, terminal);
      } else {
        table.printUpright(out);
      }
    }
  },
  /** RFC 4180, with a header; lines end in a line feed. */
  CSV {
    @Override
    void print(QueryResult result, PrintWriter out, Terminal terminal) {
      out.print(csvLine(result.columns()));
      result.rows().forEach(row -> out.print(csvLine(row.stream().map(Format::exact).toList())));
    }
  },
  /** An array of objects; what JSON has no number for is null. */
  JSON {
    @Override
    void print(QueryResult result, PrintWriter out, Terminal terminal) {
      List<String> keys = distinct(result.columns());
      JsonArray array = new JsonArray();
      for (List<@Nullable Object> row : result.rows()) {
        JsonObject object = new JsonObject();
        for (int column = 0; column < keys.size(); column++) {
          Object cell = row.get(column);
          if (cell == null || (cell instanceof Double real && !Double.isFinite(real))) {
            object.add(keys.get(column), JsonNull.INSTANCE);
          } else if (cell instanceof Number number) {
            object.add(keys.get(column), new JsonPrimitive(number));
          } else {
            object.addProperty(keys.get(column), exact(cell));
          }
        }
        array.add(object);
      }
      RunJson.print(out, array);
    }
  },
  /** A table of GitHub's Markdown. */
  MARKDOWN {
    @Override
    void print(QueryResult result, PrintWriter out, Terminal terminal) {
      out.println(markdownLine(result.columns()));
      List<String> rule = new ArrayList<>();
      for (int column = 0; column < result.columns().size(); column++) {
        rule.add(isNumber(result, column) ? "--:" : "---");
      }
      out.println("| " + String.join(" | ", rule) + " |");
      result
          .rows()
          .forEach(row -> out.println(markdownLine(row.stream().map(Format::exact).toList())));
    }
  },
  /** A {@code tabular} in the rules of the booktabs package. */
  LATEX {
    @Override
    void print(QueryResult result, PrintWriter out, Terminal terminal) {
      StringBuilder sides = new StringBuilder();
      for (int column = 0; column < result.columns().size(); column++) {
        sides.append(isNumber(result, column) ? 'r' : 'l');
      }
      out.println("\\begin{tabular}{" + sides + "}");
      out.println("\\toprule");
      out.println(latexLine(result.columns()));
      out.println("\\midrule");
      result
          .rows()
          .forEach(row -> out.println(latexLine(row.stream().map(Format::exact).toList())));
      out.println("\\bottomrule");
      out.println("\\end{tabular}");
    }
  };

  abstract void print(QueryResult result, PrintWriter out, Terminal terminal);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean isNumber(QueryResult result, int column) {
    return result.rows().stream().anyMatch(row -> row.get(column) != null)
        && result.rows().stream()
            .map(row -> row.get(column))
            .allMatch(cell -> cell == null || cell instanceof Number);
  }

  private static String exact(@Nullable Object cell) {
    if (cell == null) {
      return "";
    }
    return cell instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : cell.toString();
  }

  private static String brief(@Nullable Object cell) {
    if (cell instanceof Double real && Double.isFinite(real)) {
      String digits = String.format(Locale.ROOT, "%.6g", real);
      return digits.contains("e") || !digits.contains(".")
          ? digits
          : digits.replaceAll("0+$", "").replaceAll("\\.$", ".0");
    }
    return exact(cell);
  }

  private static String csvLine(List<String> cells) {
    return cells.stream()
        .map(
            cell ->
                cell.matches("(?s).*[\",\\r\\n].*") || !cell.equals(cell.strip())
                    ? '"' + cell.replace("\"", "\"\"") + '"'
                    : cell)
        .collect(Collectors.joining(",", "", "\n"));
  }

  /** Two columns of one name would be one key. */
  private static List<String> distinct(List<String> columns) {
    Set<String> taken = new HashSet<>();
    List<String> keys = new ArrayList<>();
    for (String column : columns) {
      String key = column;
      for (int count = 2; !taken.add(key); count++) {
        key = column + "_" + count;
      }
      keys.add(key);
    }
    return keys;
  }

  private static String markdownLine(List<String> cells) {
    return cells.stream().map(Format::markdown).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** A backslash makes punctuation plain; an underscore inside a word already is. */
  private static String markdown(String cell) {
    return cell.replaceAll("[\\\\`*\\[\\]<>|~&$]", "\\\\$0")
        .replaceAll("(?<!\\w)_|_(?!\\w)", "\\\\_")
        .replaceAll("\\r\\n|\\r|\\n", "<br>");
  }

  private static String latexLine(List<String> cells) {
    return cells.stream().map(Format::latex).collect(Collectors.joining(" & ", "", " \\\\"));
  }

  private static String latex(String cell) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < cell.length(); index++) {
      text.append(latex(cell.charAt(index)));
    }
    return text.toString();
  }

  private static String latex(char c) {
    return switch (c) {
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      // After the end of a row they would be its options.
      case '[', '*' -> "{" + c + "}";
      case '{', '}', '$', '&', '%', '#', '_' -> "\\" + c;
      case '\r' -> "";
      case '\n' -> " ";
      default -> String.valueOf(c);
    };
  }
}
