package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Foundation;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.worker.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a suite, as many runs at a time as the machine carries, in workers that serve one after the
 * other. {@link #stop} may come from another thread at any time.
 */
public final class Runner {
  private final Registry registry;
  private final Path results;
  private final PluginHost plugins;
  private final List<Path> pluginFolders;
  private final Path cache;
  private final WorkerPool workers;
  private final RunListener listener;
  private final Consumer<RunResult> afterwards;
  private final OpenDatasets datasets;
  private final Sizing sizing;
  private final Set<Execution> running = ConcurrentHashMap.newKeySet();
  private volatile @Nullable WorkerProcess measuring;
  private volatile @Nullable StopSignal stop;

  /**
   * @param results folder of {@code runs/}
   * @param pluginFolders where workers load plugins from
   * @param cache folder of derived data
   * @param workers stay the caller's
   * @param afterwards is told each run that was recorded, while others go on; must not throw
   */
  public Runner(
      Registry registry,
      Path results,
      PluginHost plugins,
      List<Path> pluginFolders,
      Path cache,
      WorkerPool workers,
      RunListener listener,
      Consumer<RunResult> afterwards) {
    this.registry = registry;
    this.results = results;
    this.plugins = plugins;
    this.pluginFolders = List.copyOf(pluginFolders);
    this.cache = cache;
    this.workers = workers;
    this.listener = listener;
    this.afterwards = afterwards;
    this.sizing = new Sizing(plugins, pluginFolders, cache);
    this.datasets =
        new OpenDatasets(plugins, cache, new ListenerProgress(listener, () -> stop != null));
  }

  /** Asks the runs under way to finish their step and stop; no further one is started. */
  public void stop(StopSignal signal) {
    stop = signal;
    boolean working = running.stream().anyMatch(Execution::isWorking);
    listener.note(
        working
            ? "stopping after this step; once more ends it at once"
            : "stopping; once more ends it at once",
        false);
    running.forEach(Execution::stop);
    WorkerProcess measured = measuring;
    if (measured != null) {
      measured.kill(); // For a run that will not be started.
    }
  }

  /** Ends the processes of the runs under way, which are recorded as stopped; false without any. */
  public boolean kill(StopSignal signal) {
    stop = signal;
    boolean working = running.stream().anyMatch(Execution::isWorking);
    running.forEach(Execution::kill);
    return working;
  }

  /** One run that a suite asks for. */
  private record Entry(Experiment experiment, long seed) {}

  /**
   * Runs what is not finished yet.
   *
   * @param again whether to repeat what is, but for what others of the suite build on
   * @return of each run that was reached, in the suite's order; fewer than the suite has when it
   *     was stopped
   */
  public List<RunResult> run(Suite suite, boolean again) {
    List<Entry> entries = new ArrayList<>();
    for (Experiment experiment : suite.experiments()) {
      for (long seed : experiment.settings().seeds()) {
        entries.add(new Entry(experiment, seed));
      }
    }
    return run(suite, entries, again);
  }

  /** Goes on with one run's experiment and seed, from its checkpoint where there is one. */
  public List<RunResult> resume(Experiment experiment, long seed) {
    Suite suite = new Suite(experiment.name(), List.of(experiment));
    return run(suite, List.of(new Entry(experiment, seed)), false);
  }

  private List<RunResult> run(Suite suite, List<Entry> entries, boolean again) {
    Optional<DataCheck> data = check(suite);
    return data.isEmpty() ? List.of() : run(entries, data.get(), again);
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

  private List<RunResult> run(List<Entry> entries, DataCheck data, boolean again) {
    Admission planned = new Admission(registry, results, plugins, listener, candidate -> false);
    List<Admission.Candidate> candidates = candidates(entries, data, planned);
    Set<Ground> grounds = grounds(candidates);
    Predicate<Admission.Candidate> anew =
        candidate -> again && !grounds.contains(Ground.of(candidate));
    Admission asked = new Admission(registry, results, plugins, listener, anew);
    Timekeeper timekeeper = Timekeeper.of(candidates, asked);
    timekeeper.begins(timekeeper.whole());
    Admission admission = new Admission(registry, results, plugins, timekeeper, anew);
    Capacity capacity = new Capacity();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<RunResult>> results = new ArrayList<>();
    Map<Ground, Future<RunResult>> begun = new HashMap<>();
    int index = 0;
    try {
      for (Admission.Candidate candidate : candidates) {
        index++;
        Ground ground = Ground.of(candidate);
        Optional<RunResult> before = admission.finished(candidate);
        if (before.isPresent()) {
          timekeeper.passed(index);
          results.add(CompletableFuture.completedFuture(before.get()));
          continue;
        }
        if (!awaitGround(candidate, begun, timekeeper)) {
          timekeeper.passed(index);
          begun.put(ground, CompletableFuture.completedFuture(notRun(candidate)));
          continue;
        }
        Map<String, Path> foundations =
            new Foundations(registry, this.results).of(candidate.experiment(), candidate.seed());
        Optional<Message.Size> size = size(candidate, foundations);
        Share share = Share.of(candidate.experiment(), MemoryPrediction.of(size));
        capacity.enter(share);
        if (stop != null || results.stream().anyMatch(Runner::threw)) {
          break; // The room that was entered is nobody's any more.
        }
        Admission.Admitted run = admission.claim(candidate, index, candidates.size());
        Runnable leave = once(() -> capacity.leave(share));
        Future<RunResult> future =
            threads.submit(
                () -> {
                  try {
                    return execute(candidate, size, foundations, run, leave);
                  } finally {
                    leave.run();
                  }
                });
        begun.put(ground, future);
        results.add(future);
      }
      return results.stream().map(Runner::result).toList();
    } finally {
      waitForAll(threads); // Whatever happened to one, the others come to their end.
    }
  }

  /** Each once, in the suite's order: two that build on one ask for it, or it stands there too. */
  private static List<Admission.Candidate> candidates(
      List<Entry> entries, DataCheck data, Admission admission) {
    Map<Ground, Admission.Candidate> candidates = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Admission.Candidate candidate =
          admission.candidate(entry.experiment(), entry.seed(), data.of(entry.experiment()));
      candidates.putIfAbsent(Ground.of(candidate), candidate);
    }
    return List.copyOf(candidates.values());
  }

  /** What some of them build on. */
  private static Set<Ground> grounds(List<Admission.Candidate> candidates) {
    Set<Ground> grounds = new HashSet<>();
    for (Admission.Candidate candidate : candidates) {
      for (Foundation foundation : candidate.experiment().foundations().values()) {
        if (foundation instanceof Foundation.Known known) {
          grounds.add(new Ground(known.identity(), candidate.seed()));
        }
      }
    }
    return grounds;
  }

  /** For those that build on it in turn. */
  private static RunResult notRun(Admission.Candidate candidate) {
    Experiment experiment = candidate.experiment();
    return new RunResult(experiment.name(), experiment.method(), candidate.seed(), false, 1);
  }

  /** What others may build on. */
  private record Ground(String identity, long seed) {
    static Ground of(Admission.Candidate candidate) {
      return new Ground(candidate.row().experiment(), candidate.seed());
    }
  }

  /** Waits for the runs that it builds on; false where one of them did not come to its end. */
  private boolean awaitGround(
      Admission.Candidate candidate, Map<Ground, Future<RunResult>> begun, RunListener told) {
    for (Foundation foundation : candidate.experiment().foundations().values()) {
      if (foundation instanceof Foundation.Known known) {
        Future<RunResult> run = begun.get(new Ground(known.identity(), candidate.seed()));
        if (run != null && result(run).exitCode() != 0) {
          if (stop == null) {
            told.leftOut(
                "%s, seed %d, is not run: what it builds on, %s, did not finish"
                    .formatted(candidate.experiment().name(), candidate.seed(), result(run).run()));
          }
          return false;
        }
      }
    }
    return true;
  }

  private static Runnable once(Runnable work) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        work.run();
      }
    };
  }

  private static void waitForAll(ExecutorService threads) {
    threads.shutdown();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Empty where it cannot be found out; a run that fails for the same reason says it. */
  private Optional<Message.Size> size(
      Admission.Candidate candidate, Map<String, Path> foundations) {
    if (stop != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          sizing.of(
              candidate.experiment(),
              candidate.fingerprints(),
              foundations,
              worker -> measuring = worker));
    } catch (AlidadeException e) {
      if (stop == null) {
        listener.note("memory cannot be predicted: " + e.getMessage(), true);
      }
      return Optional.empty();
    } finally {
      measuring = null;
    }
  }

  private RunResult execute(
      Admission.Candidate candidate,
      Optional<Message.Size> size,
      Map<String, Path> foundations,
      Admission.Admitted run,
      Runnable leave) {
    Experiment experiment = candidate.experiment();
    long seed = candidate.seed();
    JobFolder folder =
        new JobFolder(
            run.folder(), run.id(), experiment, seed, size, foundations, pluginFolders, cache);
    Execution execution =
        new Execution(registry, run, folder, () -> Optional.ofNullable(stop), workers, plugins);
    running.add(execution);
    int code;
    try {
      code = execution.execute(leave);
    } finally {
      running.remove(execution);
    }
    RunResult result = new RunResult(run.id(), experiment.method(), seed, false, code);
    afterwards.accept(result);
    return result;
  }

  private static boolean threw(Future<RunResult> future) {
    if (!future.isDone()) {
      return false;
    }
    try {
      result(future);
      return false;
    } catch (RuntimeException | Error e) {
      return true;
    }
  }

  /** Waits for it. */
  private static RunResult result(Future<RunResult> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while runs were under way", e);
    }
  }
}
