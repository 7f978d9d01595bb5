package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.cli.TextTable.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void shortensTheWidestColumnOnANarrowTerminal() {
    assertThat(print(new Terminal(true, 24, false)))
        .isEqualTo("name              number\na-very-long-nam~       7\n");
  }

  @Test
  void keepsEverythingInAPipe() {
    assertThat(print(new Terminal(false, 24, false)))
        .isEqualTo("name                     number\na-very-long-name-indeed       7\n");
  }

  @Test
  void neverShortensANumberOrAnId() {
    TextTable table = new TextTable(Column.id("run"), Column.number("n"), Column.text("text"));
    table.add("261124-161406-3960", "123456789", "some words");
    Terminal narrow = new Terminal(true, 24, false);

    assertThat(printed(table, narrow)).contains("261124-161406-3960  123456789  some wo~");
    assertThat(table.fits(narrow)).isFalse();
    assertThat(table.fits(new Terminal(true, 41, false))).isTrue();
  }

  @Test
  void standsUprightWhereThereIsNoRoom() {
    TextTable table = new TextTable(Column.id("run"), Column.number("number"));
    table.add("a", "7");
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    table.printUpright(out);
    out.flush();

    assertThat(text.toString()).isEqualTo("--------\nrun     a\nnumber  7\n");
  }

  private static String print(Terminal terminal) {
    TextTable table = new TextTable(Column.text("name"), Column.number("number"));
    table.add("a-very-long-name-indeed", "7");
    return printed(table, terminal);
  }

  private static String printed(TextTable table, Terminal terminal) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    table.print(out, terminal);
    out.flush();
    return text.toString();
  }
}
