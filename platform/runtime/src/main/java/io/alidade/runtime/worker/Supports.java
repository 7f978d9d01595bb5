package io.alidade.runtime.worker;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.Protocol;
import io.alidade.api.Split;
import io.alidade.runtime.plan.EvaluationEntry;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.run.OpenDatasets;
import java.util.Optional;

/**
 * What a method may see: all of the split it names, or what the protocols of its tests leave it.
 */
record Supports(PluginHost plugins, OpenDatasets data, long seed) {
  Protocol.Support of(Experiment experiment, Dataset dataset) {
    var settings = experiment.settings().data();
    boolean validates =
        !settings.validation().isEmpty()
            && dataset.card().splits().containsKey(settings.validation());
    Protocol.Support all =
        new Protocol.Support(
            dataset.split(settings.split()),
            validates ? Optional.of(dataset.split(settings.validation())) : Optional.empty());
    Optional<Protocol.Support> chosen = Optional.empty();
    String by = "";
    for (EvaluationEntry entry : experiment.evaluations()) {
      Split test = data.get(entry.dataset()).split(entry.split());
      Protocol.Pool pool =
          new Protocol.Pool(all.training(), all.validation(), test, seed, entry.settings());
      Optional<Protocol.Support> next = plugins.protocol(entry.protocol()).support(pool);
      if (next.isPresent() && chosen.isPresent() && !alike(next.get(), chosen.get())) {
        throw new AlidadeException(
            AlidadeException.Kind.CONFIG,
            "evaluate asks %s to be trained on %s (%s) and on %s (%s); expected one"
                .formatted(
                    experiment.name(),
                    chosen.get().training().name(),
                    by,
                    next.get().training().name(),
                    entry.protocol()));
      }
      if (next.isPresent()) {
        chosen = next;
        by = entry.protocol();
      }
    }
    return chosen.orElse(all);
  }

  private static boolean alike(Protocol.Support a, Protocol.Support b) {
    return a.training().name().equals(b.training().name())
        && a.training().size() == b.training().size();
  }
}
