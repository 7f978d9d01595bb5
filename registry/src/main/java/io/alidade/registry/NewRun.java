package io.alidade.registry;

import java.util.List;

/**
 * What is known of a run before it starts.
 *
 * @param experiment its identity, sha-256 in hex
 * @param name what its author calls it
 * @param configuration resolved, as HOCON or JSON text
 * @param configurationHash sha-256 in hex of the configuration with its execution keys
 * @param plugins every plugin whose code takes part
 * @param datasets every data set trained or tested on
 */
public record NewRun(
    String experiment,
    String name,
    MethodRow method,
    long seed,
    String configuration,
    String configurationHash,
    Provenance provenance,
    List<PluginRow> plugins,
    List<DatasetRow> datasets) {
  public NewRun {
    plugins = List.copyOf(plugins);
    datasets = List.copyOf(datasets);
  }
}
