package io.alidade.runtime.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.alidade.registry.Registry;
import io.alidade.registry.RunFilter;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.provenance.Machine;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What runs took on this machine, as far as the registry goes back. */
final class PastRuns {
  private static final int LOOKED_AT = 1000;
  private static final String STEPS = "train.steps";
  private static final String BATCH = "train.batch-size";

  private PastRuns() {}

  /**
   * Those that came to their end.
   *
   * @param methods whose work is looked up
   */
  static List<TimeLeft.Past> of(Registry registry, Set<String> methods) {
    String host = Machine.here().name();
    RunFilter finished =
        new RunFilter(
            Optional.empty(), Optional.of(RunState.FINISHED), Optional.empty(), LOOKED_AT);
    return registry.runs(finished).stream()
        .filter(run -> run.provenance().host().equals(host) && run.seconds().isPresent())
        .map(run -> past(run, methods))
        .toList();
  }

  private static TimeLeft.Past past(RunRow run, Set<String> methods) {
    return new TimeLeft.Past(
        run.experiment(),
        run.method(),
        methods.contains(run.method()) ? work(run.configuration()) : 0,
        run.seconds().orElseThrow());
  }

  /** A run's work as far as its configuration says it, and its share as far as threads do. */
  static TimeLeft.Task task(Experiment experiment, String identity) {
    var train = experiment.settings().train();
    return new TimeLeft.Task(
        identity,
        experiment.method(),
        (double) train.steps() * train.batchSize(),
        1.0 / Share.ofCores(experiment).times());
  }

  private static double work(String configuration) {
    try {
      Config config = ConfigFactory.parseString(configuration);
      return (double) config.getLong(STEPS) * config.getLong(BATCH);
    } catch (ConfigException e) {
      return 0; // A file of another version may say it otherwise.
    }
  }
}
