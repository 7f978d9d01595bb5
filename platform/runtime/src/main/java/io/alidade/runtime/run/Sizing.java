package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.worker.Job;
import io.alidade.runtime.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What experiments come to before they are run: a worker prepares each method as a run would, and
 * counts and measures instead of training. Nothing is kept but the answer, for the next time.
 */
public final class Sizing {
  private final PluginHost plugins;
  private final List<Path> pluginFolders;
  private final Path cache;
  private final KnownSizes known;

  /** As a {@link Runner}'s. */
  public Sizing(PluginHost plugins, List<Path> pluginFolders, Path cache) {
    this.plugins = plugins;
    this.pluginFolders = List.copyOf(pluginFolders);
    this.cache = cache;
    this.known = new KnownSizes(cache.resolve("sizes"));
  }

  /**
   * An experiment of a suite.
   *
   * @param identity by which the registry knows its runs
   * @param size of its model; empty where what it builds on has to be trained first
   */
  public record Sized(Experiment experiment, String identity, Optional<Message.Size> size) {}

  /** Each experiment, in the suite's order, once data is opened and checked. */
  public List<Sized> of(Suite suite, RunListener listener) {
    listener.phase("data");
    OpenDatasets datasets =
        new OpenDatasets(plugins, cache, new ListenerProgress(listener, () -> false));
    DataCheck data = new DataCheck(plugins::methodRow, datasets::get);
    data.check(suite);
    listener.phase("models");
    List<Sized> sized = new ArrayList<>();
    long measured = 0;
    long measurable = suite.experiments().stream().filter(Sizing::isMeasurable).count();
    for (Experiment planned : suite.experiments()) {
      Map<String, String> fingerprints =
          data.of(planned).entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, entry -> entry.getValue().card().fingerprint()));
      Experiment experiment = planned.grounded(fingerprints);
      Optional<Message.Size> size = Optional.empty();
      if (isMeasurable(planned)) {
        Map<String, Path> foundations = Foundations.given(experiment);
        size = Optional.of(of(experiment, fingerprints, foundations, worker -> {}));
        listener.advance("models measured", ++measured, measurable);
      }
      sized.add(new Sized(planned, experiment.identity(fingerprints), size));
    }
    return sized;
  }

  private static boolean isMeasurable(Experiment experiment) {
    return experiment.trained().isEmpty();
  }

  /**
   * Of one experiment whose data was opened and checked.
   *
   * @param fingerprints of data sets by id
   * @param foundations folders of what it builds on, by name
   * @param started hears of the worker, should there have to be one
   */
  Message.Size of(
      Experiment experiment,
      Map<String, String> fingerprints,
      Map<String, Path> foundations,
      Consumer<WorkerProcess> started) {
    String plugin =
        plugins
            .pluginOfMethod(experiment.method())
            .map(located -> located.entry().sha256())
            .orElse("");
    String key = experiment.sizeKey(fingerprints, plugin);
    Optional<Message.Size> before = known.get(key);
    if (before.isPresent()) {
      return before.get();
    }
    Message.Size size = measure(experiment, foundations, started);
    known.put(key, size);
    return size;
  }

  private Message.Size measure(
      Experiment experiment, Map<String, Path> foundations, Consumer<WorkerProcess> started) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("alidade-plan");
      Files.writeString(folder.resolve("config.conf"), experiment.text());
      var execution = experiment.settings().execution();
      new Job(
              "plan",
              experiment.settings().seeds().get(0),
              execution.threadsHere(),
              execution.device(),
              0,
              0,
              Foundations.words(foundations),
              pluginFolders.stream().map(path -> path.toAbsolutePath().toString()).toList(),
              cache.toAbsolutePath().toString(),
              true)
          .write(folder);
      WorkerProcess worker =
          WorkerProcess.startMeasuring(
              WorkerSettings.of(execution, execution.threadsHere(), pluginFolders, plugins));
      started.accept(worker);
      worker.begin(folder);
      return ask(worker, experiment);
    } catch (IOException e) {
      throw new AlidadeException(
          Kind.RESOURCE,
          System.getProperty("java.io.tmpdir")
              + ": cannot be written ("
              + Folders.reason(e)
              + "); expected room and rights there",
          e);
    } finally {
      if (folder != null) {
        Folders.delete(folder);
      }
    }
  }

  private static Message.Size ask(WorkerProcess worker, Experiment experiment) {
    List<Message> said = new ArrayList<>();
    OptionalInt code = worker.listen(said::add);
    worker.dismiss(); // What it measured is in it still.
    for (Message message : said) {
      if (message instanceof Message.Size size) {
        return size;
      }
      if (message instanceof Message.Ended ended && !ended.cause().isEmpty()) {
        throw new AlidadeException(ended.kind(), experiment.name() + ": " + ended.cause());
      }
    }
    throw new AlidadeException(
        Kind.ENGINE,
        "%s: its worker ended with code %d and no answer"
            .formatted(experiment.name(), code.orElse(0)));
  }
}
