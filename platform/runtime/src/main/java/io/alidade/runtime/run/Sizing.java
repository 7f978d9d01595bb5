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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a suite's models come to, before any run: data is opened and checked, and a worker prepares
 * each method as a run would and counts instead of training. Nothing is kept.
 */
public final class Sizing implements AutoCloseable {
  private final PluginHost plugins;
  private final List<Path> pluginFolders;
  private final Path cache;
  private final RunListener listener;
  private final Map<List<Object>, Message.Size> known = new HashMap<>();
  private final WorkerPool workers = new WorkerPool();

  /** As a {@link Runner}'s. */
  public Sizing(PluginHost plugins, List<Path> pluginFolders, Path cache, RunListener listener) {
    this.plugins = plugins;
    this.pluginFolders = List.copyOf(pluginFolders);
    this.cache = cache;
    this.listener = listener;
  }

  /** Of each experiment, in the suite's order. */
  public List<Message.Size> of(Suite suite) {
    listener.phase("data");
    OpenDatasets datasets =
        new OpenDatasets(plugins, cache, new ListenerProgress(listener, () -> false));
    new DataCheck(plugins::methodRow, datasets::get).check(suite);
    listener.phase("models");
    List<Message.Size> sizes = new ArrayList<>();
    for (Experiment experiment : suite.experiments()) {
      listener.advance("models counted", sizes.size(), suite.experiments().size());
      // What else an experiment says does not change what a method prepares.
      List<Object> decisive =
          List.of(experiment.method(), experiment.methodSettings(), experiment.settings().data());
      Message.Size size = known.get(decisive);
      if (size == null) {
        size = count(experiment);
        known.put(decisive, size);
      }
      sizes.add(size);
    }
    return sizes;
  }

  private Message.Size count(Experiment experiment) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("alidade-plan");
      Files.writeString(folder.resolve("config.conf"), experiment.text());
      int threads = experiment.settings().execution().threadsHere();
      new Job(
              "plan",
              experiment.settings().seeds().get(0),
              threads,
              pluginFolders.stream().map(path -> path.toAbsolutePath().toString()).toList(),
              cache.toAbsolutePath().toString(),
              true)
          .write(folder);
      return ask(folder, threads, experiment);
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

  private Message.Size ask(Path folder, int threads, Experiment experiment) {
    List<Message> said = new ArrayList<>();
    WorkerProcess worker =
        workers.take(
            WorkerSettings.of(experiment.settings().execution(), threads, pluginFolders, plugins));
    worker.begin(folder);
    OptionalInt code = worker.listen(said::add);
    if (code.isEmpty()) {
      workers.give(worker);
    }
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

  @Override
  public void close() {
    workers.close();
  }
}
