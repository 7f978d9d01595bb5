package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.alidade.api.AlidadeException;
import io.alidade.runtime.config.Binder;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Overrides;
import io.alidade.runtime.config.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Experiments that belong together: what one file asks for, in the order they run. */
public record Suite(String name, List<Experiment> experiments) {
  public Suite {
    experiments = List.copyOf(experiments);
  }

  /**
   * Reads, resolves and binds; throws every problem at once.
   *
   * @param overrides {@code -D key=value}, the strongest
   */
  public static Suite plan(Path file, Map<String, String> overrides, Catalog catalog) {
    Problems problems = new Problems();
    Suite suite = new SuiteReader(catalog, problems).read(file, overrides);
    problems.throwIfAny();
    return suite;
  }

  /**
   * How its runs are to be carried out, at a glance: before plugins are loaded and everything is
   * checked. Empty where even that shows something wrong.
   */
  public static Optional<ExecutionSettings> execution(Path file, Map<String, String> overrides) {
    Problems problems = new Problems();
    Config written =
        Overrides.of(overrides, problems).withFallback(ConfigText.file(file, problems));
    Config once = ConfigText.resolve(written.withFallback(References.platform()), problems);
    return once.root().get("execution") instanceof ConfigObject execution && problems.isEmpty()
        ? new Binder(problems, ConfigText.shown(file))
            .bind(execution, "execution", ExecutionSettings.class)
        : Optional.empty();
  }

  /** Reads back what {@link Experiment#text()} wrote. */
  public static Experiment readBack(Path resolvedFile, Catalog catalog) {
    Problems problems = new Problems();
    Config config = ConfigText.file(resolvedFile, problems);
    problems.throwIfAny();
    ExperimentReader reader =
        new ExperimentReader(
            catalog,
            ConfigFactory.empty(),
            problems,
            ConfigText.shown(resolvedFile),
            (path, seeds) -> Optional.empty()); // a run keeps identities
    Config resolved = reader.resolved(config, SuiteReader.nameOf(config, resolvedFile));
    Optional<Experiment> experiment = reader.experiment(resolved);
    problems.throwIfAny();
    return experiment.orElseThrow(
        () ->
            new AlidadeException(
                AlidadeException.Kind.INTERNAL, resolvedFile + ": holds no experiment"));
  }
}
