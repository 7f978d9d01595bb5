package io.alidade.cli;

import io.alidade.runtime.run.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows runs as they go: one line that renews itself on a terminal, however many are under way, and
 * plain lines in a pipe, which name their run once there were several at a time. Of a suite it says
 * how many runs are over and how long the rest takes; where there are many, that is all, and a line
 * for each that ends. What went wrong goes to stderr.
 */
final class RunProgress implements RunListener, AutoCloseable {
  /** More runs than that are many: nobody reads what each of them does. */
  private static final int FEW = 20;

  /** Between two plain lines for the whole, and when runs end. */
  private static final long PLAIN_NANOS = Duration.ofSeconds(30).toNanos();

  private static final long ENDED_NANOS = Duration.ofSeconds(5).toNanos();

  private final PrintWriter out;
  private final PrintWriter err;
  private final Terminal terminal;
  private final LongSupplier nanos;
  private final RunCourse host;
  private final List<RunCourse> underWay = new ArrayList<>();
  private boolean several;
  private int ended;
  private int skipped;
  private int before;
  private int total;
  private Supplier<OptionalDouble> secondsLeft = OptionalDouble::empty;
  private @Nullable Long lastWhole;

  /** Whose the open line is; null where none is open, or all share it. */
  private @Nullable RunCourse shown;

  private boolean lineOpen;

  RunProgress(PrintWriter out, PrintWriter err, Terminal terminal) {
    this(out, err, terminal, System::nanoTime);
  }

  /**
   * Shows nothing yet.
   *
   * @param nanos a clock
   */
  RunProgress(PrintWriter out, PrintWriter err, Terminal terminal, LongSupplier nanos) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
    this.host = new RunCourse(this, "", "", terminal.interactive());
  }

  long nanos() {
    return nanos.getAsLong();
  }

  /** Whether the suite has many runs. */
  boolean hasMany() {
    return total > FEW;
  }

  @Override
  public synchronized void begins(Whole whole) {
    total = whole.runs();
    before = whole.finished();
    secondsLeft = whole.secondsLeft();
    if (hasMany()) {
      line(
          total
              + " runs"
              + (before > 0
                  ? ", of which %d %s finished before: shown, not repeated (--again repeats them, not what they build on)"
                      .formatted(before, before == 1 ? "was" : "were")
                  : ""));
    }
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
    skipped++;
    if (!hasMany()) {
      line(
          "run %s  %s  seed %d  was finished before; shown, not repeated (--again repeats it, unless others here build on it)"
              .formatted(run, method, seed));
    }
  }

  @Override
  public synchronized void leftOut(String sentence) {
    ended++;
    note(sentence, true);
  }

  @Override
  public synchronized Course started(String run, String method, long seed, int index, int total) {
    RunCourse course = new RunCourse(this, run, method, terminal.interactive());
    this.total = total;
    if (!hasMany()) {
      line("run %s  %s  seed %d  (%d of %d)".formatted(run, method, seed, index, total));
    }
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
    ended++;
    String method = hasMany() ? course.method() + "  " : "";
    String text = "run %s  %s%s after %s".formatted(course.run(), method, state, time);
    if (cause.isEmpty()) {
      line(text);
    } else if (state.equals("stopped")) {
      complaint(text + ": " + cause + "; go on with: alidade resume " + course.run());
    } else {
      complaint(text + ": " + cause);
    }
    plainWhole(ENDED_NANOS);
  }

  /**
   * Shows how far it is.
   *
   * @param last whether the line is worth keeping
   */
  synchronized void show(RunCourse course, String text, boolean last) {
    String own = "  " + named(course) + text;
    boolean worthIt = last || !hasMany() || underWay.isEmpty();
    if (!terminal.interactive()) {
      if (worthIt) {
        out.println(own);
      }
      plainWhole(PLAIN_NANOS);
    } else if (underWay.isEmpty() || total < 2) {
      live(own, course);
      if (last) {
        endLine();
      }
    } else {
      if (last) {
        line(own);
      }
      String all = whole();
      live(all.substring(0, Math.min(all.length(), terminal.width() - 1)), null);
    }
  }

  /** In a pipe, unless it was said less than so long ago, or the line of a run says it all. */
  private void plainWhole(long atLeast) {
    boolean alone = over() + underWay.size() >= total && underWay.size() < 2;
    Long last = lastWhole;
    long now = nanos();
    if (terminal.interactive()
        || (alone && (underWay.isEmpty() || !hasMany()))
        || (last != null && now - last < atLeast)
        || !(hasMany() || secondsLeft.get().isPresent())) {
      return;
    }
    lastWhole = now;
    out.println(whole());
  }

  /** How far the suite is, and what the runs under way do. */
  private String whole() {
    StringBuilder text = new StringBuilder("  %d of %d runs".formatted(over(), total));
    secondsLeft.get().ifPresent(seconds -> text.append("  ").append(time(seconds)).append(" left"));
    if (underWay.size() == 1) {
      text.append("  ").append(underWay.get(0).whole());
    } else {
      underWay.forEach(course -> text.append("  ").append(course.brief()));
    }
    return text.toString();
  }

  /** Runs that are over; of those that were before, also the ones that come late in the suite. */
  private int over() {
    return ended + Math.max(before, skipped);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }

  private void live(String text, @Nullable RunCourse whose) {
    out.print("\r\033[K" + text);
    out.flush();
    lineOpen = true;
    shown = whose;
  }

  private String named(RunCourse course) {
    return (several || hasMany()) && !course.run().isEmpty() ? course.run() + "  " : "";
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
