package io.alidade.runtime.run;

import io.alidade.api.Dataset;
import io.alidade.registry.DatasetRow;
import io.alidade.registry.MethodRow;
import io.alidade.registry.NewRun;
import io.alidade.registry.PluginRow;
import io.alidade.registry.Provenance;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plugin.Located;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.provenance.CodeVersion;
import io.alidade.runtime.provenance.EngineVersion;
import io.alidade.runtime.provenance.Machine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The row of a run before it starts. */
final class RunRecord {
  private RunRecord() {}

  static NewRun of(
      Experiment experiment,
      String identity,
      long seed,
      Collection<Dataset> data,
      PluginHost plugins) {
    var method = plugins.methodRow(experiment.method());
    return new NewRun(
        identity,
        experiment.name(),
        new MethodRow(
            method.id(),
            method.version(),
            method.leaf().family() + "/" + method.leaf().leaf(),
            method.summary(),
            method.paper(),
            method.year()),
        seed,
        experiment.annotated(),
        experiment.configurationHash(),
        provenance(experiment.settings().execution().threadsHere()),
        used(experiment, plugins),
        data.stream().map(RunRecord::row).toList());
  }

  private static Provenance provenance(int threads) {
    Machine machine = Machine.here();
    return new Provenance(
        CodeVersion.current(),
        EngineVersion.current(),
        machine.java(),
        machine.system(),
        machine.name(),
        machine.cpu(),
        machine.cores(),
        threads);
  }

  private static List<PluginRow> used(Experiment experiment, PluginHost plugins) {
    Stream<Optional<Located>> from =
        Stream.concat(
            Stream.of(plugins.pluginOfMethod(experiment.method())),
            experiment.datasets().stream().map(plugins::pluginOfDataset));
    return from.flatMap(Optional::stream)
        .distinct()
        .map(Located::entry)
        .map(entry -> new PluginRow(entry.id(), entry.version(), entry.sha256()))
        .toList();
  }

  private static DatasetRow row(Dataset dataset) {
    var card = dataset.card();
    long samples = card.splits().values().stream().mapToLong(Integer::longValue).sum();
    return new DatasetRow(card.id(), card.fingerprint(), card.task(), card.licence(), samples);
  }
}
