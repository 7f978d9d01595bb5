package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.registry.QueryResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
  static final QueryResult AWKWARD =
      new QueryResult(
          List.of("na|me", "x_1", "x_1"),
          List.of(
              Arrays.asList("a,\"b\"\nc|d", 0.1 + 0.2, null),
              Arrays.asList("50% & {\\more} $_^~#<>", Double.NaN, new byte[] {0, (byte) 0xff})),
          false);

  @Test
  void quotesCsvAsRfc4180Says() {
    assertThat(print(Format.CSV))
        .isEqualTo(
            """
            na|me,x_1,x_1
            "a,""b""
            c|d",0.30000000000000004,
            50% & {\\more} $_^~#<>,NaN,00ff
            """);
  }

  @Test
  void givesJsonDistinctKeysAndNullForNoNumber() {
    assertThat(print(Format.JSON).replaceAll("\\s*\n\\s*", ""))
        .isEqualTo(
            "[{\"na|me\": \"a,\\\"b\\\"\\nc|d\",\"x_1\": 0.30000000000000004,\"x_1_2\": null},"
                + "{\"na|me\": \"50% & {\\\\more} $_^~#<>\",\"x_1\": null,\"x_1_2\": \"00ff\"}]");
  }

  @Test
  void escapesWhatMarkdownWouldRead() {
    assertThat(print(Format.MARKDOWN))
        .isEqualTo(
            """
            | na\\|me | x_1 | x_1 |
            | --- | --: | --- |
            | a,"b"<br>c\\|d | 0.30000000000000004 |  |
            | 50% \\& {\\\\more} \\$\\_^\\~#\\<\\> | NaN | 00ff |
            """);
  }

  @Test
  void escapesWhatLatexWouldRead() {
    assertThat(print(Format.LATEX))
        .isEqualTo(
            "\\begin{tabular}{lrl}\n"
                + "\\toprule\n"
                + "na\\textbar{}me & x\\_1 & x\\_1 \\\\\n"
                + "\\midrule\n"
                + "a,\"b\" c\\textbar{}d & 0.30000000000000004 &  \\\\\n"
                + "50\\% \\& \\{\\textbackslash{}more\\} \\$\\_\\textasciicircum{}"
                + "\\textasciitilde{}\\#\\textless{}\\textgreater{} & NaN & 00ff \\\\\n"
                + "\\bottomrule\n"
                + "\\end{tabular}\n");
  }

  @Test
  void keepsLatexFromReadingACellAsTheRowsOptions() {
    QueryResult starred =
        new QueryResult(List.of("x"), List.of(List.of("[1]"), List.of("*")), false);

    assertThat(print(Format.LATEX, starred)).contains("\n{[}1] \\\\\n{*} \\\\\n");
  }

  @Test
  void alignsATableAndRoundsToSixDigits() {
    assertThat(print(Format.TABLE))
        .isEqualTo(
            """
            na|me                  x_1  x_1
            a,"b" c|d              0.3
            50% & {\\more} $_^~#<>  NaN  00ff
            """);
  }

  private static String print(Format format) {
    return print(format, AWKWARD);
  }

  private static String print(Format format, QueryResult result) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    format.print(result, out, new Terminal(false, 80, false));
    out.flush();
    return text.toString();
  }
}
