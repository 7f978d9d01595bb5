package io.alidade.runtime.run;

import io.alidade.runtime.plan.ExecutionSettings;
import io.alidade.runtime.plugin.Located;
import io.alidade.runtime.plugin.PluginHost;
import java.nio.file.Path;
import java.util.List;

/**
 * What a worker's process is started with. It takes further jobs that agree in all of it.
 *
 * @param heap as {@code -Xmx} takes it
 * @param threads of the engine
 * @param folders to load plugins from, in order
 * @param hashes of the plugins that the host found there
 */
record WorkerSettings(String heap, int threads, List<Path> folders, List<String> hashes) {
  WorkerSettings {
    folders = List.copyOf(folders);
    hashes = List.copyOf(hashes);
  }

  static WorkerSettings of(
      ExecutionSettings execution, int threads, List<Path> folders, PluginHost plugins) {
    return of(execution, threads, folders, plugins.plugins());
  }

  static WorkerSettings of(
      ExecutionSettings execution, int threads, List<Path> folders, List<Located> plugins) {
    List<String> hashes = plugins.stream().map(plugin -> plugin.entry().sha256()).toList();
    return new WorkerSettings(execution.heap(), threads, folders, hashes);
  }
}
