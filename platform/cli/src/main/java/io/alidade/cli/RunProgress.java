package io.alidade.cli;

import io.alidade.runtime.run.RunListener;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows runs as they go: one line that renews itself on a terminal, however many are under way, and
 * a plain line every few seconds in a pipe, which names its run once there were several at a time.
 * What went wrong goes to stderr.
 */
final class RunProgress implements RunListener, AutoCloseable {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Terminal terminal;
  private final RunCourse host;
  private final List<RunCourse> underWay = new ArrayList<>();
  private boolean several;
  private int over;
  private int total;

  /** Whose the open line is; null where none is open, or all share it. */
  private @Nullable RunCourse shown;

  private boolean lineOpen;

  RunProgress(PrintWriter out, PrintWriter err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.host = new RunCourse(this, "", terminal.interactive());
  }

  @Override
  public void phase(String name) {
    host.phase(name);
  }

  @Override
  public void advance(String what, long done, long total) {
    host.advance(what, done, total);
  }

  @Override
  public void note(String sentence, boolean warning) {
    note(host, sentence, warning);
  }

  @Override
  public synchronized void skipped(String run, String method, long seed) {
    over++;
    line(
        "run %s  %s  seed %d  was finished before; shown, not repeated (--again repeats it)"
            .formatted(run, method, seed));
  }

  @Override
  public synchronized Course started(String run, String method, long seed, int index, int total) {
    RunCourse course = new RunCourse(this, run, terminal.interactive());
    this.total = total;
    line("run %s  %s  seed %d  (%d of %d)".formatted(run, method, seed, index, total));
    underWay.add(course);
    several |= underWay.size() > 1;
    return course;
  }

  synchronized void note(RunCourse course, String sentence, boolean warning) {
    if (warning) {
      complaint("warning: " + named(course) + sentence);
    } else {
      line("  " + named(course) + sentence);
    }
  }

  synchronized void ended(RunCourse course, String state, String cause, String time) {
    underWay.remove(course);
    over++;
    String text = "run %s  %s after %s".formatted(course.run(), state, time);
    if (cause.isEmpty()) {
      line(text);
    } else if (state.equals("stopped")) {
      complaint(text + ": " + cause + "; go on with: alidade resume " + course.run());
    } else {
      complaint(text + ": " + cause);
    }
  }

  /**
   * Shows how far it is.
   *
   * @param last whether the line is worth keeping
   */
  synchronized void show(RunCourse course, String text, boolean last) {
    String own = "  " + named(course) + text;
    if (!terminal.interactive()) {
      out.println(own);
    } else if (underWay.size() < 2) {
      live(own, course);
      if (last) {
        endLine();
      }
    } else {
      if (last) {
        line(own);
      }
      live(whole(), null);
    }
  }

  /** The runs under way in one line, as much as fits. */
  private String whole() {
    String all =
        "  %d of %d runs  ".formatted(over, total)
            + underWay.stream().map(RunCourse::brief).collect(Collectors.joining("  "));
    return all.substring(0, Math.min(all.length(), terminal.width() - 1));
  }

  private void live(String text, @Nullable RunCourse whose) {
    out.print("\r\033[K" + text);
    out.flush();
    lineOpen = true;
    shown = whose;
  }

  private String named(RunCourse course) {
    return several && !course.run().isEmpty() ? course.run() + "  " : "";
  }

  /** Leaves the cursor on a line of its own. */
  @Override
  public synchronized void close() {
    if (lineOpen) {
      endLine();
    }
  }

  /** What stood on the live line is passed over, unless it is how far a run came. */
  private void line(String text) {
    if (lineOpen && shown != null && shown.isStepping()) {
      endLine();
    } else if (lineOpen) {
      out.print("\r\033[K");
      lineOpen = false;
    }
    out.println(text);
  }

  private void complaint(String text) {
    close();
    out.flush();
    err.println(text);
    err.flush();
  }

  private void endLine() {
    out.println();
    lineOpen = false;
  }
}
