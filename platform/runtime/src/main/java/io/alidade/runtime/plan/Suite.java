package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.alidade.api.AlidadeException;
import io.alidade.runtime.config.Binder;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Overrides;
import io.alidade.runtime.config.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    Config given = Overrides.of(overrides, problems);
    Config written = given.withFallback(ConfigText.file(file, problems));
    problems.throwIfAny();
    Config defaults = References.platform();
    Config once = ConfigText.resolve(written.withFallback(defaults), problems);
    String name = nameOf(once, file);
    List<Experiment> mains = new ArrayList<>();
    List<Experiment> baselines = new ArrayList<>();
    ExperimentReader reader =
        new ExperimentReader(catalog, defaults, problems, ConfigText.shown(file));
    for (Cell cell : cells(once, given, problems)) {
      String full = cell.name().isEmpty() ? name : name + "/" + cell.name();
      Config resolved = reader.resolved(cell.in(written.withoutPath("sweep")), full);
      reader
          .experiment(resolved)
          .ifPresent(
              main -> {
                mains.add(main);
                baselines.addAll(reader.baselines(main, resolved, name));
              });
    }
    problems.throwIfAny();
    baselines.addAll(mains);
    return new Suite(name, withoutRepeats(baselines));
  }

  private static List<Cell> cells(Config once, Config given, Problems problems) {
    return once.root().get("sweep") instanceof ConfigObject sweep
        ? new Sweep(problems, given).cells(sweep)
        : List.of(Cell.ALONE);
  }

  /** Cells of a sweep share their baselines, and a condition can make two cells one. */
  private static List<Experiment> withoutRepeats(List<Experiment> experiments) {
    Map<String, Experiment> byIdentity = new LinkedHashMap<>();
    experiments.forEach(
        one -> byIdentity.putIfAbsent(one.identity(Map.of()) + one.settings().seeds(), one));
    return List.copyOf(byIdentity.values());
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
            catalog, ConfigFactory.empty(), problems, ConfigText.shown(resolvedFile));
    Config resolved = reader.resolved(config, nameOf(config, resolvedFile));
    Optional<Experiment> experiment = reader.experiment(resolved);
    problems.throwIfAny();
    return experiment.orElseThrow(
        () ->
            new AlidadeException(
                AlidadeException.Kind.INTERNAL, resolvedFile + ": holds no experiment"));
  }

  private static String nameOf(Config config, Path file) {
    ConfigValue own = config.root().get("name");
    String name = String.valueOf(file.getFileName());
    return own != null && own.unwrapped() instanceof String given
        ? given
        : name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name;
  }
}
