package io.alidade.cli;

import io.alidade.runtime.run.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Shows a run as it goes: one line that renews itself on a terminal, a plain line every few seconds
 * in a pipe.
 */
final class RunProgress implements RunListener {
  private static final long PLAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long LIVE_NANOS = Duration.ofMillis(100).toNanos();
  private static final int BAR = 20;

  private final PrintWriter out;
  private final boolean terminal;
  private final Map<String, Double> latest = new LinkedHashMap<>();
  private String phase = "";
  private String unit = "";
  private long phaseStart;
  private long firstDone;
  private long lastPrinted;
  private boolean lineOpen;

  RunProgress(PrintWriter out, boolean terminal) {
    this.out = out;
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
    line((warning ? "  warning: " : "  ") + sentence);
  }

  @Override
  public synchronized void skipped(String run, String method, long seed) {
    line(
        "run %s  %s  seed %d  was finished before; shown, not repeated (--again repeats it)"
            .formatted(run, method, seed));
  }

  @Override
  public synchronized void ended(String run, String state, String cause, double seconds) {
    line(
        "run %s  %s after %s%s"
            .formatted(run, state, time(seconds), cause.isEmpty() ? "" : ": " + cause));
  }

  private void begin(String name, String what) {
    phase = name;
    unit = what;
    phaseStart = System.nanoTime();
    firstDone = 0;
    lastPrinted = 0;
  }

  private void show(long done, long total, String what) {
    long now = System.nanoTime();
    boolean last = done >= total;
    if (!last && lastPrinted != 0 && now - lastPrinted < (terminal ? LIVE_NANOS : PLAIN_NANOS)) {
      return;
    }
    lastPrinted = now;
    double seconds = (now - phaseStart) / 1e9;
    double rate = seconds > 0 ? (done - firstDone) / seconds : 0;
    StringBuilder text = new StringBuilder("  ").append(phase);
    if (terminal) {
      int full = total > 0 ? (int) (BAR * Math.min(done, total) / total) : 0;
      text.append("  ").append("█".repeat(full)).append("░".repeat(BAR - full));
    }
    text.append("  %d/%d %s".formatted(done, total, what));
    if (rate > 0 && done > firstDone) {
      text.append(String.format(Locale.ROOT, "  %.1f/s", rate));
      text.append(last ? "  in " + time(seconds) : "  " + time((total - done) / rate) + " left");
    }
    if (what.equals("steps")) {
      metric(text, "loss", "  loss %.3f", 1);
      metric(text, "canary/top-1", "  canary top-1 %.1f %%", 100);
    }
    if (terminal) {
      out.print("\r\033[K" + text);
      out.flush();
      lineOpen = true;
      if (last) {
        close();
      }
    } else {
      out.println(text);
    }
  }

  private void metric(StringBuilder text, String name, String format, double factor) {
    Double value = latest.get(name);
    if (value != null) {
      text.append(String.format(Locale.ROOT, format, value * factor));
    }
  }

  private void line(String text) {
    if (lineOpen) {
      out.print("\r\033[K");
      lineOpen = false;
    }
    out.println(text);
  }

  private void close() {
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
