package io.alidade.runtime.run;

import io.alidade.runtime.plan.Experiment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what becomes of a suite's runs, and knows at any time how long the rest will take.
 * Nothing is passed on under its lock.
 */
final class Timekeeper implements RunListener {
  private static final String FINISHED = "finished";
  private static final double NANOS = 1e9;

  private final RunListener listener;
  private final LongSupplier nanos;
  private final int runs;
  private final Map<Integer, TimeLeft.Task> ahead;
  private final Set<Timed> begun = new LinkedHashSet<>();
  private final List<TimeLeft.Past> past;
  private TimeLeft timeLeft;
  private int starts;
  private double pauses;
  private @Nullable Long idleSince;

  /**
   * Nothing has begun.
   *
   * @param runs of the suite
   * @param ahead those of them that are to be done, by their index
   * @param past runs of before
   * @param nanos a clock
   */
  Timekeeper(
      RunListener listener,
      int runs,
      Map<Integer, TimeLeft.Task> ahead,
      Collection<TimeLeft.Past> past,
      LongSupplier nanos) {
    this.listener = listener;
    this.runs = runs;
    this.ahead = new TreeMap<>(ahead);
    this.past = new ArrayList<>(past);
    this.timeLeft = new TimeLeft(past);
    this.nanos = nanos;
  }

  /** Of a suite's runs as the registry knows them and those before. */
  static Timekeeper of(List<Admission.Candidate> candidates, Admission admission) {
    Map<Integer, TimeLeft.Task> ahead = new TreeMap<>();
    Set<String> methods = new HashSet<>();
    int index = 0;
    for (Admission.Candidate candidate : candidates) {
      index++;
      if (!admission.isFinished(candidate)) {
        Experiment experiment = candidate.experiment();
        methods.add(experiment.method());
        ahead.put(index, PastRuns.task(experiment, candidate.row().experiment()));
      }
    }
    return new Timekeeper(
        admission.listener(),
        candidates.size(),
        ahead,
        ahead.isEmpty() ? List.of() : PastRuns.of(admission.registry(), methods),
        System::nanoTime);
  }

  /** What there is to do; of the beginning, but for the time, which is always that of now. */
  synchronized Whole whole() {
    return new Whole(runs, runs - ahead.size(), this::secondsLeft);
  }

  /** Seconds; empty where too little is known. */
  private synchronized OptionalDouble secondsLeft() {
    long now = nanos.getAsLong();
    return timeLeft.of(
        begun.stream().map(one -> one.underWay(now)).toList(),
        ahead.values(),
        starts == 0 ? 0 : pauses / starts);
  }

  /** That run of the suite will not be started: there was nothing to do, or it cannot be. */
  synchronized void passed(int index) {
    ahead.remove(index);
  }

  @Override
  public void begins(Whole whole) {
    listener.begins(whole);
  }

  @Override
  public void phase(String name) {
    listener.phase(name);
  }

  @Override
  public void advance(String what, long done, long total) {
    listener.advance(what, done, total);
  }

  @Override
  public void note(String sentence, boolean warning) {
    listener.note(sentence, warning);
  }

  @Override
  public void skipped(String run, String method, long seed) {
    listener.skipped(run, method, seed);
  }

  @Override
  public void leftOut(String sentence) {
    listener.leftOut(sentence);
  }

  @Override
  public Course started(String run, String method, long seed, int index, int total) {
    Timed timed = begin(index, method);
    timed.course = listener.started(run, method, seed, index, total);
    return timed;
  }

  private synchronized Timed begin(int index, String method) {
    long now = nanos.getAsLong();
    TimeLeft.Task task = ahead.remove(index);
    Timed timed = new Timed(task == null ? new TimeLeft.Task("", method, 0, 1) : task, now);
    begun.add(timed);
    if (idleSince != null) {
      pauses += (now - idleSince) / NANOS;
      idleSince = null;
    }
    starts++;
    return timed;
  }

  private synchronized void end(Timed timed, boolean finished, double seconds) {
    begun.remove(timed);
    if (begun.isEmpty()) {
      idleSince = nanos.getAsLong();
    }
    if (finished && !timed.rest) { // A rest's seconds are not those of its work.
      TimeLeft.Task task = timed.task;
      past.add(new TimeLeft.Past(task.experiment(), task.method(), task.work(), seconds));
      timeLeft = new TimeLeft(past);
    }
  }

  /** One run; how fast it steps shows between the first step that is heard of and the last. */
  private final class Timed implements Course {
    private final TimeLeft.Task task;
    private final long start;
    private @Nullable Course course;
    private long firstStep = -1;
    private long firstNanos;
    private long step;
    private long stepNanos;
    private long steps;
    private boolean rest;

    Timed(TimeLeft.Task task, long start) {
      this.task = task;
      this.start = start;
    }

    TimeLeft.UnderWay underWay(long now) {
      OptionalDouble left = OptionalDouble.empty();
      if (firstStep >= 0 && step > firstStep && step < steps) {
        double each = (stepNanos - firstNanos) / NANOS / (step - firstStep);
        left = OptionalDouble.of(Math.max(0, (steps - step) * each - (now - stepNanos) / NANOS));
      }
      return new TimeLeft.UnderWay(task, (now - start) / NANOS, left);
    }

    @Override
    public void phase(String name) {
      course().phase(name);
    }

    @Override
    public void advance(String what, long done, long total) {
      course().advance(what, done, total);
    }

    @Override
    public void metrics(long step, long total, Map<String, Double> values) {
      heard(step, total);
      course().metrics(step, total, values);
    }

    private void heard(long at, long total) {
      synchronized (Timekeeper.this) {
        stepNanos = nanos.getAsLong();
        step = at;
        steps = total;
        if (firstStep < 0) {
          firstStep = at;
          firstNanos = stepNanos;
        }
      }
    }

    @Override
    public void goesOn() {
      synchronized (Timekeeper.this) {
        rest = true;
      }
      course().goesOn();
    }

    @Override
    public void note(String sentence, boolean warning) {
      course().note(sentence, warning);
    }

    @Override
    public void ended(String state, String cause, double seconds) {
      end(this, state.equals(FINISHED), seconds);
      course().ended(state, cause, seconds);
    }

    private Course course() {
      Course known = course;
      if (known == null) {
        throw new IllegalStateException("a run that was not reported has nothing to report");
      }
      return known;
    }
  }
}
