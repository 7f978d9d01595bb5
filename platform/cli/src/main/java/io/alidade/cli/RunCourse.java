package io.alidade.cli;

import io.alidade.runtime.run.RunListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What one run does, or the host itself, in words for a {@link RunProgress}. */
final class RunCourse implements RunListener.Course {
  private static final long PLAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long LIVE_NANOS = Duration.ofMillis(100).toNanos();
  private static final int BAR = 20;
  private static final String STEPS = "steps";

  /** Work that took less leaves no line of its own: a data set may have a hundred parts. */
  private static final double WORTH_SECONDS = 1;

  /** The same among many runs. */
  private static final double MUCH_SECONDS = 30;

  private final RunProgress screen;
  private final String run;
  private final String method;
  private final boolean terminal;
  private final Map<String, Double> latest = new LinkedHashMap<>();
  private String phase = "";
  private String unit = "";
  private long phaseStart;
  private long firstDone;
  private long lastPrinted;
  private long done;
  private long total;

  /**
   * Nothing has happened.
   *
   * @param screen to show it on; what happens holds its lock
   * @param run its id; empty for the host
   * @param method its id; empty for the host
   */
  RunCourse(RunProgress screen, String run, String method, boolean terminal) {
    this.screen = screen;
    this.run = run;
    this.method = method;
    this.terminal = terminal;
  }

  String run() {
    return run;
  }

  String method() {
    return method;
  }

  /** Whether it is stepping, so that what it showed last is worth keeping. */
  boolean isStepping() {
    return unit.equals(STEPS);
  }

  @Override
  public void phase(String name) {
    synchronized (screen) {
      begin(name, "");
    }
  }

  @Override
  public void advance(String what, long done, long total) {
    synchronized (screen) {
      if (!what.equals(unit)) {
        begin(phase, what);
        firstDone = done;
      }
      show(done, total);
    }
  }

  @Override
  public void metrics(long step, long total, Map<String, Double> values) {
    synchronized (screen) {
      latest.putAll(values);
      if (!isStepping()) {
        begin(phase, STEPS);
        firstDone = step;
      }
      show(step, total);
    }
  }

  @Override
  public void note(String sentence, boolean warning) {
    screen.note(this, sentence, warning);
  }

  @Override
  public void ended(String state, String cause, double seconds) {
    screen.ended(this, state, cause, time(seconds));
  }

  private void begin(String name, String what) {
    phase = name;
    unit = what;
    total = 0;
    phaseStart = screen.nanos();
    firstDone = 0;
    // In a pipe a unit is worth a line when it takes long; the first step says that it works.
    lastPrinted = terminal || what.equals(STEPS) ? 0 : phaseStart;
  }

  private void show(long done, long total) {
    this.done = done;
    this.total = total;
    long now = screen.nanos();
    double seconds = (now - phaseStart) / 1e9;
    boolean last =
        done >= total
            && (screen.hasMany()
                ? seconds >= MUCH_SECONDS
                : seconds >= WORTH_SECONDS || isStepping());
    if (!last && lastPrinted != 0 && now - lastPrinted < (terminal ? LIVE_NANOS : PLAIN_NANOS)) {
      return;
    }
    lastPrinted = now;
    screen.show(this, text(seconds), last);
  }

  private String text(double seconds) {
    StringBuilder text = new StringBuilder(phase);
    if (terminal) {
      int full = total > 0 ? (int) (BAR * Math.min(done, total) / total) : 0;
      text.append("  ").append("█".repeat(full)).append("░".repeat(BAR - full));
    }
    text.append("  %d/%d %s".formatted(done, total, unit));
    double rate = rate(text, seconds);
    if (rate > 0) {
      text.append(
          done >= total ? "  in " + time(seconds) : "  " + time((total - done) / rate) + " left");
    }
    return metrics(text).toString();
  }

  /** Units a second, which are said; 0 while none was done. */
  private double rate(StringBuilder text, double seconds) {
    if (seconds <= 0 || done <= firstDone) {
      return 0;
    }
    double rate = (done - firstDone) / seconds;
    text.append(String.format(Locale.ROOT, "  %.1f/s", rate));
    return rate;
  }

  private StringBuilder metrics(StringBuilder text) {
    if (isStepping()) {
      metric(text, "loss", "  loss %.3f", 1);
      metric(text, "canary/top-1", "  canary top-1 %.1f %%", 100);
    }
    return text;
  }

  /** For the line of a suite in which it is alone under way; a pipe has room for more. */
  String whole() {
    StringBuilder text = new StringBuilder(terminal ? method : lastPart() + "  " + method);
    if (!phase.isEmpty()) {
      text.append("  ").append(phase);
    }
    if (total > 0) {
      text.append(" %d/%d %s".formatted(done, total, unit));
      if (!terminal) {
        rate(text, (screen.nanos() - phaseStart) / 1e9);
      }
    }
    return metrics(text).toString();
  }

  private String lastPart() {
    return run.substring(run.lastIndexOf('-') + 1);
  }

  /** In few words, for a line that several share. */
  String brief() {
    StringBuilder text = new StringBuilder(lastPart());
    if (total == 0) {
      return text.append(phase.isEmpty() ? "" : " " + phase).toString();
    }
    text.append(" %d/%d".formatted(done, total));
    if (isStepping()) {
      metric(text, "loss", " loss %.3f", 1);
    } else {
      text.append(' ').append(unit);
    }
    return text.toString();
  }

  private void metric(StringBuilder text, String name, String format, double factor) {
    Double value = latest.get(name);
    if (value != null) {
      text.append(String.format(Locale.ROOT, format, value * factor));
    }
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
