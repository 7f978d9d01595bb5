package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.registry.Claim;
import io.alidade.registry.EventRow;
import io.alidade.registry.Registry;
import io.alidade.registry.RunEnd;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.provenance.CodeVersion;
import io.alidade.runtime.worker.Job;
import io.alidade.runtime.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs a suite, one run after the other: each is claimed, given a folder and a worker, recorded,
 * and ended with its cause. {@link #stop} may come from another thread at any time.
 */
public final class Runner {
  private final Registry registry;
  private final Path results;
  private final PluginHost plugins;
  private final List<Path> pluginFolders;
  private final Path cache;
  private final RunListener listener;
  private final OpenDatasets datasets;
  private final Sizing sizing;
  private volatile @Nullable WorkerProcess worker;

  /** Of the process that the registry knows for the run under way. */
  private volatile OptionalLong pid = OptionalLong.empty();

  private volatile @Nullable StopSignal stop;

  /**
   * @param results folder of {@code runs/}
   * @param pluginFolders where workers load plugins from
   * @param cache folder of derived data
   */
  public Runner(
      Registry registry,
      Path results,
      PluginHost plugins,
      List<Path> pluginFolders,
      Path cache,
      RunListener listener) {
    this.registry = registry;
    this.results = results;
    this.plugins = plugins;
    this.pluginFolders = List.copyOf(pluginFolders);
    this.cache = cache;
    this.listener = listener;
    this.sizing = new Sizing(plugins, pluginFolders, cache);
    this.datasets =
        new OpenDatasets(plugins, cache, new ListenerProgress(listener, () -> stop != null));
  }

  /** Asks the run under way to finish its step and stop; no further one is started. */
  public void stop(StopSignal signal) {
    stop = signal;
    WorkerProcess current = worker;
    if (current == null) {
      listener.note("stopping; once more ends it at once", false);
    } else {
      listener.note("stopping after this step; once more ends it at once", false);
      current.stop();
    }
  }

  /** Ends the process of the run under way, which is recorded as stopped; false without one. */
  public boolean kill(StopSignal signal) {
    stop = signal;
    WorkerProcess current = worker;
    if (current == null) {
      return false;
    }
    current.kill();
    return true;
  }

  /**
   * Runs what is not finished yet.
   *
   * @param again whether to repeat what is
   * @return of each run that was reached; fewer than the suite has when it was stopped
   */
  public List<RunResult> run(Suite suite, boolean again) {
    int total = suite.experiments().stream().mapToInt(one -> one.settings().seeds().size()).sum();
    List<RunResult> results = new ArrayList<>();
    Optional<DataCheck> data = check(suite);
    if (data.isEmpty()) {
      return results;
    }
    for (Experiment experiment : suite.experiments()) {
      for (long seed : experiment.settings().seeds()) {
        if (stop == null) {
          results.add(
              one(experiment, seed, data.get().of(experiment), again, results.size() + 1, total));
        }
      }
    }
    return results;
  }

  /** Goes on with one run's experiment and seed, from its checkpoint where there is one. */
  public List<RunResult> resume(Experiment experiment, long seed) {
    Optional<DataCheck> data = check(new Suite(experiment.name(), List.of(experiment)));
    return data.isEmpty() || stop != null
        ? List.of()
        : List.of(one(experiment, seed, data.get().of(experiment), false, 1, 1));
  }

  /** Empty when it was stopped meanwhile. */
  private Optional<DataCheck> check(Suite suite) {
    listener.phase("data");
    DataCheck data = new DataCheck(plugins::methodRow, datasets::get);
    try {
      data.check(suite);
      return Optional.of(data);
    } catch (RuntimeException e) {
      if (stop == null) {
        throw e;
      }
      return Optional.empty(); // What it was came of stopping, or does not matter any more.
    }
  }

  private RunResult one(
      Experiment experiment,
      long seed,
      Map<String, Dataset> data,
      boolean again,
      int index,
      int total) {
    Map<String, String> fingerprints = new LinkedHashMap<>();
    data.forEach((id, dataset) -> fingerprints.put(id, dataset.card().fingerprint()));
    String identity = experiment.identity(fingerprints);
    Optional<RunRow> before = again ? Optional.empty() : registry.finished(identity, seed);
    if (before.isPresent()) {
      listener.skipped(before.get().id(), experiment.method(), seed);
      return new RunResult(before.get().id(), experiment.method(), seed, true, 0);
    }
    Optional<RunRow> broken =
        again
            ? Optional.empty()
            : registry.interrupted(identity, seed).filter(run -> Job.canGoOn(folder(run.id())));
    Claim claim =
        broken.isPresent()
            ? registry.reopen(broken.get().id())
            : registry.claim(RunRecord.of(experiment, identity, seed, data.values(), plugins));
    if (claim instanceof Claim.Busy busy) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          "%s with seed %d is already %s as run %s; follow it with: alidade logs %s --follow"
              .formatted(
                  experiment.name(),
                  seed,
                  busy.run().state().word(),
                  busy.run().id(),
                  busy.run().id()));
    }
    String run = ((Claim.Created) claim).id();
    listener.started(run, experiment.method(), seed, index, total);
    broken.ifPresent(this::sayThatItGoesOn);
    int code = execute(run, folder(run), experiment, seed, fingerprints);
    return new RunResult(run, experiment.method(), seed, false, code);
  }

  private Path folder(String run) {
    return results.resolve("runs").resolve(run);
  }

  private void sayThatItGoesOn(RunRow run) {
    String ended = run.state().word() + run.cause().map(cause -> " (" + cause + ")").orElse("");
    listener.note("was " + ended + "; goes on from its last checkpoint", false);
    String code = CodeVersion.current();
    if (!run.provenance().codeVersion().equals(code)) {
      warn(
          "it was begun by code %s and goes on with %s: its numbers come of both"
              .formatted(run.provenance().codeVersion(), code));
    }
  }

  private void prepare(Path folder, String run, Experiment experiment, long seed, RunPlan plan) {
    try {
      Files.createDirectories(folder.resolve(Job.CHECKPOINTS));
      Files.writeString(folder.resolve("config.conf"), experiment.text());
      new Job(
              run,
              seed,
              plan.threads(),
              experiment.settings().execution().device(),
              plan.microBatch(),
              plan.predictedBytes().orElse(0),
              pluginFolders.stream().map(path -> path.toAbsolutePath().toString()).toList(),
              cache.toAbsolutePath().toString(),
              false)
          .write(folder);
      Reserve.of(folder).take();
    } catch (IOException e) {
      if (!Job.canGoOn(folder)) {
        Folders.delete(folder);
      }
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          folder
              + ": cannot be written ("
              + Folders.reason(e)
              + "); expected room and rights there",
          e);
    }
  }

  /** The run's exit code. */
  private int execute(
      String run, Path folder, Experiment experiment, long seed, Map<String, String> fingerprints) {
    long start = System.nanoTime();
    pid = OptionalLong.empty();
    Insistence insistence = new Insistence(() -> stop != null, this::warn);
    RunEnd end;
    boolean failed;
    try (Recording recording =
            new Recording(registry, run, folder, listener, insistence, this::stopWorker);
        Heartbeat beat =
            new Heartbeat(
                () -> beat(run), this::warn, recording::fail, cause -> disown(recording, cause))) {
      beat.start();
      int code = work(run, folder, experiment, seed, fingerprints, recording, insistence);
      double seconds = (System.nanoTime() - start) / 1e9;
      Ending ending =
          new Ending(
              recording.failure(),
              recording.ended(),
              Optional.ofNullable(stop),
              code,
              folder.resolve(WorkerProcess.LOG));
      end = ending.end(recording.peakBytes(), seconds);
      failed = recording.failure().isPresent();
    }
    Reserve.of(folder).release();
    // A registry that has been waited for already gets a few seconds more.
    return record(run, end, new Insistence(() -> failed || stop != null, this::warn));
  }

  /** The exit code of the worker's process; what went wrong in the host is in the recording. */
  private int work(
      String run,
      Path folder,
      Experiment experiment,
      long seed,
      Map<String, String> fingerprints,
      Recording recording,
      Insistence insistence) {
    var execution = experiment.settings().execution();
    try {
      // A run goes on with the threads and the parts it began with: they move the last bits.
      RunPlan plan =
          Job.canGoOn(folder)
              ? RunPlan.of(Job.read(folder))
              : plan(run, experiment, fingerprints, recording, insistence);
      prepare(folder, run, experiment, seed, plan);
      WorkerProcess process = WorkerProcess.start(folder, plan.threads(), execution.heap());
      worker = process;
      try {
        insistence.write(() -> registry.started(run, process.pid()));
        pid = OptionalLong.of(process.pid());
      } catch (AlidadeException e) {
        recording.fail(e);
      }
      if (stop != null) {
        process.stop(); // The signal came between the claim and the start.
      }
      return process.listen(recording);
    } catch (AlidadeException e) {
      recording.fail(e);
      return 0;
    } finally {
      worker = null;
    }
  }

  /** What cannot be measured is not predicted; a run that fails for the same reason says it. */
  private RunPlan plan(
      String run,
      Experiment experiment,
      Map<String, String> fingerprints,
      Recording recording,
      Insistence insistence) {
    Optional<Message.Size> size = Optional.empty();
    try {
      size = Optional.of(sizing.of(experiment, fingerprints, this::measuring));
    } catch (AlidadeException e) {
      if (stop == null) {
        warn("its memory cannot be predicted: " + e.getMessage());
      }
    }
    RunPlan plan = Planner.plan(experiment, size);
    insistence.write(() -> registry.planned(run, plan.planned()));
    plan.sentence(experiment).ifPresent(sentence -> recording.accept(info(sentence)));
    return plan;
  }

  private void measuring(WorkerProcess process) {
    listener.phase("memory");
    worker = process; // A second Ctrl-C ends it as well.
  }

  private static Message.Note info(String sentence) {
    return new Message.Note(Message.Note.Level.INFO, sentence);
  }

  private boolean beat(String run) {
    OptionalLong known = pid;
    return known.isPresent() ? registry.heartbeat(run, known.getAsLong()) : registry.heartbeat(run);
  }

  /** The folder is another process's now: not even a last checkpoint may be written there. */
  private void disown(Recording recording, AlidadeException cause) {
    recording.fail(cause);
    WorkerProcess current = worker;
    if (current != null) {
      current.kill();
    }
  }

  private void warn(String sentence) {
    listener.note(sentence, true);
  }

  private void stopWorker() {
    WorkerProcess current = worker;
    if (current != null) {
      current.stop();
    }
  }

  private int record(String run, RunEnd end, Insistence insistence) {
    try {
      insistence.write(() -> registry.ended(run, pid, end));
    } catch (AlidadeException e) {
      String how = end.state().word() + end.cause().map(cause -> " (" + cause + ")").orElse("");
      listener.ended(
          run,
          RunState.LOST.word(),
          how + ", which cannot be recorded: " + e.getMessage(),
          end.seconds());
      return e.kind().exitCode();
    }
    end.cause().ifPresent(cause -> remember(run, end.state(), cause));
    listener.ended(run, end.state().word(), end.cause().orElse(""), end.seconds());
    return end.exitCode();
  }

  /** Among the run's events; its row has the cause already, so nothing hangs on it. */
  private void remember(String run, RunState state, String cause) {
    EventRow.Level level =
        state == RunState.STOPPED ? EventRow.Level.WARNING : EventRow.Level.ERROR;
    try {
      registry.event(run, level, state.word() + ": " + cause);
    } catch (AlidadeException e) {
      warn(String.valueOf(e.getMessage()));
    }
  }
}
