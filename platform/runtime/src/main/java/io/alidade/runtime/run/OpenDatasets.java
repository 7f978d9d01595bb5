package io.alidade.runtime.run;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Progress;
import io.alidade.runtime.plugin.DatasetIds;
import io.alidade.runtime.plugin.PluginHost;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Data sets by id, each opened once. */
public final class OpenDatasets {
  private final PluginHost plugins;
  private final Path cache;
  private final Progress progress;
  private final Map<String, Dataset> open = new LinkedHashMap<>();

  /**
   * @param cache where formats keep derived data, one folder a format
   */
  public OpenDatasets(PluginHost plugins, Path cache, Progress progress) {
    this.plugins = plugins;
    this.cache = cache;
    this.progress = new NotesOnce(progress);
  }

  /** Opens it, or returns what was opened before. */
  public Dataset get(String id) {
    return open.computeIfAbsent(
        id,
        name ->
            plugins
                .datasetFormat(name)
                .open(
                    new DatasetFormat.Request(
                        name, cache.resolve(DatasetIds.format(name)), progress)));
  }
}
