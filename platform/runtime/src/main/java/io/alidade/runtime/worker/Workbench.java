package io.alidade.runtime.worker;

import io.alidade.api.Progress;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.run.OpenDatasets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker keeps from one run to the next: started plugins, and data sets that are open. Both
 * are read only. Everything of the engine's belongs to one run and is closed with it.
 */
final class Workbench {
  private final PluginHost plugins;
  private final List<Path> folders;
  private final Map<String, OpenDatasets> datasets = new HashMap<>();
  private volatile Progress current = Progress.SILENT;

  /**
   * @param folders to load plugins from, in order; the host never sends a job that needs others
   */
  Workbench(List<Path> folders) {
    this.folders = List.copyOf(folders);
    this.plugins = PluginHost.open(folders);
  }

  /** The plugins, for a job that wants those. */
  PluginHost plugins(Job job) {
    if (!job.pluginFolders().equals(folders)) {
      throw new IllegalStateException(
          "the job wants plugins of " + job.plugins() + "; expected " + folders);
    }
    return plugins;
  }

  /**
   * Data sets by id.
   *
   * @param progress of the run that uses them now
   */
  OpenDatasets datasets(Job job, Progress progress) {
    current = progress;
    return datasets.computeIfAbsent(
        job.cache(), cache -> new OpenDatasets(plugins, Path.of(cache), new OfCurrentRun()));
  }

  /** A data set outlives the run that opened it, and speaks to the one that reads it. */
  private final class OfCurrentRun implements Progress {
    @Override
    public void advance(String what, long done, long total) {
      current.advance(what, done, total);
    }

    @Override
    public void note(String sentence) {
      current.note(sentence);
    }

    @Override
    public void count(String kind, String one) {
      current.count(kind, one);
    }
  }
}
