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
  private volatile @Nullable WorkerProcess worker;
  private volatile boolean stopping;

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
    this.datasets = new OpenDatasets(plugins, cache, new ListenerProgress(listener));
  }

  /** Asks the run under way to finish its step and stop; no further one is started. */
  public void stop() {
    stopping = true;
    WorkerProcess current = worker;
    if (current != null) {
      current.stop();
    }
  }

  /** Ends the run under way at once. */
  public void kill() {
    WorkerProcess current = worker;
    if (current != null) {
      current.kill();
    }
  }

  /**
   * Runs what is not finished yet.
   *
   * @param again whether to repeat what is
   */
  public List<RunResult> run(Suite suite, boolean again) {
    int total = suite.experiments().stream().mapToInt(one -> one.settings().seeds().size()).sum();
    List<RunResult> results = new ArrayList<>();
    listener.phase("data");
    for (Experiment experiment : suite.experiments()) {
      Map<String, Dataset> data = open(experiment);
      for (long seed : experiment.settings().seeds()) {
        if (!stopping) {
          results.add(one(experiment, seed, data, again, results.size() + 1, total));
        }
      }
    }
    return results;
  }

  private Map<String, Dataset> open(Experiment experiment) {
    Map<String, Dataset> open = new LinkedHashMap<>();
    experiment.datasets().forEach(id -> open.put(id, datasets.get(id)));
    // A split that is not there must fail here, not after the training.
    data(experiment, open);
    return open;
  }

  private static void data(Experiment experiment, Map<String, Dataset> open) {
    var data = experiment.settings().data();
    split(open, data.dataset(), data.split());
    experiment.evaluations().forEach(entry -> split(open, entry.dataset(), entry.split()));
  }

  private static void split(Map<String, Dataset> open, String dataset, String split) {
    Dataset found = open.get(dataset);
    if (found != null) {
      found.split(split);
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
    Claim claim = registry.claim(RunRecord.of(experiment, identity, seed, data.values(), plugins));
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
    Path folder = results.resolve("runs").resolve(run);
    prepare(folder, run, experiment, seed);
    return new RunResult(run, experiment.method(), seed, false, execute(run, folder, experiment));
  }

  private void prepare(Path folder, String run, Experiment experiment, long seed) {
    try {
      Files.createDirectories(folder.resolve("checkpoints"));
      Files.writeString(folder.resolve("config.conf"), experiment.text());
      new Job(
              run,
              seed,
              experiment.settings().execution().threadsHere(),
              pluginFolders.stream().map(path -> path.toAbsolutePath().toString()).toList(),
              cache.toAbsolutePath().toString())
          .write(folder);
    } catch (IOException e) {
      registry.remove(run);
      Folders.delete(folder);
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
  private int execute(String run, Path folder, Experiment experiment) {
    long start = System.nanoTime();
    RunEnd end;
    var execution = experiment.settings().execution();
    try (Recording recording = new Recording(registry, run, folder, listener);
        Heartbeat beat = new Heartbeat(registry, run)) {
      beat.start();
      WorkerProcess process =
          WorkerProcess.start(folder, execution.threadsHere(), execution.heap());
      worker = process;
      registry.started(run, process.pid());
      if (stopping) {
        process.stop(); // The signal came between the claim and the start.
      }
      int code = process.listen(recording);
      worker = null;
      double seconds = (System.nanoTime() - start) / 1e9;
      end = end(recording, code, seconds);
    }
    registry.ended(run, end);
    end.cause().ifPresent(cause -> registry.event(run, EventRow.Level.ERROR, cause));
    listener.ended(run, end.state().word(), end.cause().orElse(""), end.seconds());
    return end.exitCode();
  }

  private static RunEnd end(Recording recording, int code, double seconds) {
    OptionalLong peak =
        recording.peakBytes() > 0 ? OptionalLong.of(recording.peakBytes()) : OptionalLong.empty();
    Optional<Message.Ended> own = recording.ended();
    if (own.isEmpty()) {
      String cause = death(code);
      return new RunEnd(RunState.FAILED, Optional.of(cause), 1, peak, seconds);
    }
    Message.Ended said = own.get();
    return switch (said.outcome()) {
      case FINISHED -> new RunEnd(RunState.FINISHED, Optional.empty(), 0, peak, seconds);
      case STOPPED ->
          new RunEnd(
              RunState.STOPPED,
              Optional.of(StopSignal.received().isEmpty() ? "asked to stop" : StopSignal.cause()),
              StopSignal.exitCode(),
              peak,
              seconds);
      case FAILED ->
          new RunEnd(
              RunState.FAILED, Optional.of(said.cause()), said.kind().exitCode(), peak, seconds);
    };
  }

  /** A JVM that a signal ended exits with 128 and its number. */
  private static String death(int code) {
    String how =
        switch (code) {
          case 137 -> "was killed (SIGKILL; by a user, or by the system for want of memory)";
          case 134 -> "aborted (SIGABRT; the engine ended the process)";
          case 139 -> "crashed (SIGSEGV; the engine ended the process)";
          case 143 -> "was ended by SIGTERM";
          default -> "ended with code " + code + " before it said how";
        };
    return "the worker process " + how + "; its log says more";
  }
}
