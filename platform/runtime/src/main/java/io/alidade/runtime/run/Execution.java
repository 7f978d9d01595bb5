package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.registry.EventRow;
import io.alidade.registry.Registry;
import io.alidade.registry.RunEnd;
import io.alidade.registry.RunState;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.worker.Message;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run from its claim to its recorded end: it is given a worker, what that says is recorded, and
 * how it ended as well. {@link #stop} and {@link #kill} may come from another thread at any time.
 */
final class Execution {
  private final Registry registry;
  private final String run;
  private final RunListener.Course course;
  private final JobFolder job;
  private final Supplier<Optional<StopSignal>> stop;
  private final WorkerPool pool;
  private final PluginHost plugins;
  private volatile @Nullable WorkerProcess worker;

  /** Of the process that the registry knows for it. */
  private volatile OptionalLong pid = OptionalLong.empty();

  /**
   * Nothing has begun.
   *
   * @param stop what the user sent, if anything
   */
  Execution(
      Registry registry,
      Admission.Admitted run,
      JobFolder job,
      Supplier<Optional<StopSignal>> stop,
      WorkerPool pool,
      PluginHost plugins) {
    this.registry = registry;
    this.run = run.id();
    this.course = run.course();
    this.job = job;
    this.stop = stop;
    this.pool = pool;
    this.plugins = plugins;
  }

  /** Whether a worker has it. */
  boolean isWorking() {
    return worker != null;
  }

  /** Asks the worker to finish its step. */
  void stop() {
    WorkerProcess current = worker;
    if (current != null) {
      current.stop(job.path());
    }
  }

  /** Ends the worker's process. */
  void kill() {
    WorkerProcess current = worker;
    if (current != null) {
      current.kill();
    }
  }

  /**
   * The run's exit code.
   *
   * @param free is called once what the run took of the machine is free: before all is recorded, so
   *     that the next one can begin
   */
  int execute(Runnable free) {
    long start = System.nanoTime();
    Insistence insistence = new Insistence(() -> stop.get().isPresent(), this::warn);
    RunEnd end;
    boolean failed;
    try (Recording recording =
            new Recording(registry, run, job.path(), course, insistence, this::stop);
        Heartbeat beat =
            new Heartbeat(
                this::beat, this::warn, recording::fail, cause -> disown(recording, cause))) {
      beat.start();
      int code;
      try {
        code = work(recording, insistence);
      } finally {
        free.run();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Ending ending =
          new Ending(
              recording.failure(),
              recording.ended(),
              stop.get(),
              code,
              job.path().resolve(WorkerProcess.LOG));
      end = ending.end(recording.peakBytes(), seconds);
      failed = recording.failure().isPresent();
    }
    Reserve.of(job.path()).release();
    // A registry that has been waited for already gets a few seconds more.
    return record(end, new Insistence(() -> failed || stop.get().isPresent(), this::warn));
  }

  /** The exit code of the worker's process; what went wrong in the host is in the recording. */
  private int work(Recording recording, Insistence insistence) {
    var execution = job.experiment().settings().execution();
    try {
      boolean begins = !job.goesOn();
      RunPlan plan = job.plan();
      job.write(plan);
      WorkerProcess process =
          pool.take(WorkerSettings.of(execution, plan.threads(), job.plugins(), plugins));
      process.begin(job.path());
      worker = process;
      try {
        insistence.write(() -> registry.started(run, process.pid()));
        pid = OptionalLong.of(process.pid());
        if (begins) { // Only now: the worker has begun meanwhile.
          insistence.write(() -> registry.planned(run, plan.planned()));
          plan.sentence(job.experiment())
              .ifPresent(text -> recording.accept(new Message.Note(Message.Note.Level.INFO, text)));
        }
      } catch (AlidadeException e) {
        recording.fail(e);
      }
      if (stop.get().isPresent()) {
        stop(); // The signal came between the claim and the start.
      }
      OptionalInt code = process.listen(recording);
      worker = null;
      if (code.isEmpty()) {
        giveBack(process, recording);
      }
      return code.orElse(0);
    } catch (AlidadeException e) {
      recording.fail(e);
      return 0;
    } finally {
      worker = null;
    }
  }

  private void giveBack(WorkerProcess process, Recording recording) {
    if (recording.failure().isPresent() || stop.get().isPresent()) {
      process.dismiss();
    } else {
      pool.give(process);
    }
  }

  private boolean beat() {
    OptionalLong known = pid;
    return known.isPresent() ? registry.heartbeat(run, known.getAsLong()) : registry.heartbeat(run);
  }

  /** The folder is another process's now: not even a last checkpoint may be written there. */
  private void disown(Recording recording, AlidadeException cause) {
    recording.fail(cause);
    kill();
  }

  private void warn(String sentence) {
    course.note(sentence, true);
  }

  private int record(RunEnd end, Insistence insistence) {
    try {
      insistence.write(() -> registry.ended(run, pid, end));
    } catch (AlidadeException e) {
      String how = end.state().word() + end.cause().map(cause -> " (" + cause + ")").orElse("");
      course.ended(
          RunState.LOST.word(),
          how + ", which cannot be recorded: " + e.getMessage(),
          end.seconds());
      return e.kind().exitCode();
    }
    end.cause().ifPresent(cause -> remember(end.state(), cause));
    course.ended(end.state().word(), end.cause().orElse(""), end.seconds());
    return end.exitCode();
  }

  /** Among the run's events; its row has the cause already, so nothing hangs on it. */
  private void remember(RunState state, String cause) {
    EventRow.Level level =
        state == RunState.STOPPED ? EventRow.Level.WARNING : EventRow.Level.ERROR;
    try {
      registry.event(run, level, state.word() + ": " + cause);
    } catch (AlidadeException e) {
      warn(String.valueOf(e.getMessage()));
    }
  }
}
