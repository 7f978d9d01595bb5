package io.alidade.cli;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is on the other side of stdout. The launcher says {@code alidade.terminal} when it is a
 * terminal: Java 17 knows that only where stdin is one too.
 *
 * @param interactive a person looks; otherwise a pipe or a file gets everything, unshortened
 * @param width columns that a person has
 * @param unicode block characters can be shown
 */
record Terminal(boolean interactive, int width, boolean unicode) {
  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 40;

  static Terminal current() {
    String encoding = System.getProperty("native.encoding", "").toUpperCase(Locale.ROOT);
    return new Terminal(
        Boolean.getBoolean("alidade.terminal") || isTerminal(System.console()),
        width(System.getenv().getOrDefault("COLUMNS", "")),
        encoding.contains("UTF-8") || encoding.contains("UTF8"));
  }

  /** Until Java 22 a console is there only for a terminal; since then it must be asked. */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  private static int width(String columns) {
    return columns.matches("\\d{1,4}")
        ? Math.max(NARROWEST, Integer.parseInt(columns))
        : USUAL_WIDTH;
  }

  /**
   * Line by line, so that progress is seen. UTF-8 always: a pipe has no encoding of its own, and
   * names of data are in every script.
   */
  static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** For much at once: the lines of {@code out} without its flush after each. */
  static PrintWriter gathered(PrintWriter out) {
    return new PrintWriter(new BufferedWriter(out), false);
  }

  /** Help is prose and reads badly when very wide; narrower than 55 it cannot be laid out. */
  int helpWidth() {
    return Math.max(55, Math.min(width, 100));
  }
}
