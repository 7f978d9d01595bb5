package io.alidade.cli;

import io.alidade.runtime.run.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Shows a run as it goes: one line that renews itself on a terminal, a plain line every few seconds
 * in a pipe. What went wrong goes to stderr.
 */
final class RunProgress implements RunListener, AutoCloseable {
  private static final long PLAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long LIVE_NANOS = Duration.ofMillis(100).toNanos();
  private static final int BAR = 20;

  /** Work that took less leaves no line of its own: a data set may have a hundred parts. */
  private static final double WORTH_A_LINE_SECONDS = 1;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private final Map<String, Double> latest = new LinkedHashMap<>();
  private String phase = "";
  private String unit = "";
  private long phaseStart;
  private long firstDone;
  private long lastPrinted;
  private boolean lineOpen;

  RunProgress(PrintWriter out, PrintWriter err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void started(String run, String method, long seed, int index, int total) {
    latest.clear();
    line("run %s  %s  seed %d  (%d of %d)".formatted(run, method, seed, index, total));
  }

  @Override
  public synchronized void phase(String name) {
    begin(name, "");
  }

  @Override
  public synchronized void advance(String what, long done, long total) {
    if (!what.equals(unit)) {
      begin(phase, what);
      firstDone = done;
    }
    show(done, total, what);
  }

  @Override
  public synchronized void metrics(long step, long total, Map<String, Double> values) {
    latest.putAll(values);
    if (!unit.equals("steps")) {
      begin(phase, "steps");
      firstDone = step;
    }
    show(step, total, "steps");
  }

  @Override
  public synchronized void note(String sentence, boolean warning) {
    if (warning) {
      complaint("warning: " + sentence);
    } else {
      line("  " + sentence);
    }
  }

  @Override
  public synchronized void skipped(String run, String method, long seed) {
    line(
        "run %s  %s  seed %d  was finished before; shown, not repeated (--again repeats it)"
            .formatted(run, method, seed));
  }

  @Override
  public synchronized void ended(String run, String state, String cause, double seconds) {
    String text = "run %s  %s after %s".formatted(run, state, time(seconds));
    if (cause.isEmpty()) {
      line(text);
    } else if (state.equals("stopped")) {
      complaint(text + ": " + cause + "; go on with: alidade resume " + run);
    } else {
      complaint(text + ": " + cause);
    }
  }

  /** Leaves the cursor on a line of its own. */
  @Override
  public synchronized void close() {
    if (lineOpen) {
      endLine();
    }
  }

  private void begin(String name, String what) {
    phase = name;
    unit = what;
    phaseStart = System.nanoTime();
    firstDone = 0;
    // In a pipe a unit is worth a line when it takes long; the first step says that it works.
    lastPrinted = terminal || what.equals("steps") ? 0 : phaseStart;
  }

  private void show(long done, long total, String what) {
    long now = System.nanoTime();
    double seconds = (now - phaseStart) / 1e9;
    boolean last = done >= total && (seconds >= WORTH_A_LINE_SECONDS || what.equals("steps"));
    if (!last && lastPrinted != 0 && now - lastPrinted < (terminal ? LIVE_NANOS : PLAIN_NANOS)) {
      return;
    }
    lastPrinted = now;
    String text = text(done, total, what, seconds);
    if (terminal) {
      out.print("\r\033[K" + text);
      out.flush();
      lineOpen = true;
      if (last) {
        endLine();
      }
    } else {
      out.println(text);
    }
  }

  private String text(long done, long total, String what, double seconds) {
    StringBuilder text = new StringBuilder("  ").append(phase);
    if (terminal) {
      int full = total > 0 ? (int) (BAR * Math.min(done, total) / total) : 0;
      text.append("  ").append("█".repeat(full)).append("░".repeat(BAR - full));
    }
    text.append("  %d/%d %s".formatted(done, total, what));
    double rate = seconds > 0 ? (done - firstDone) / seconds : 0;
    if (rate > 0 && done > firstDone) {
      text.append(String.format(Locale.ROOT, "  %.1f/s", rate));
      text.append(
          done >= total ? "  in " + time(seconds) : "  " + time((total - done) / rate) + " left");
    }
    if (what.equals("steps")) {
      metric(text, "loss", "  loss %.3f", 1);
      metric(text, "canary/top-1", "  canary top-1 %.1f %%", 100);
    }
    return text.toString();
  }

  private void metric(StringBuilder text, String name, String format, double factor) {
    Double value = latest.get(name);
    if (value != null) {
      text.append(String.format(Locale.ROOT, format, value * factor));
    }
  }

  /** What stood on the live line is passed over, unless it is how far a run came. */
  private void line(String text) {
    if (lineOpen && unit.equals("steps")) {
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

  private static String time(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
