package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Overrides;
import io.alidade.runtime.config.Problem;
import io.alidade.runtime.config.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a file into a suite: one experiment or the cells of its sweep, with their baselines; or, of
 * a file with {@code suite = [FILE, ...]}, all that those files ask for, under whatever else it
 * says. What an experiment builds on comes before it.
 */
final class SuiteReader {
  private static final String SUITE = "suite";

  /** Files that lead to each other; a cycle would have no end. */
  private static final int DEEPEST = 8;

  private final Catalog catalog;
  private final Problems problems;
  private final int depth;

  SuiteReader(Catalog catalog, Problems problems) {
    this(catalog, problems, 0);
  }

  private SuiteReader(Catalog catalog, Problems problems, int depth) {
    this.catalog = catalog;
    this.problems = problems;
    this.depth = depth;
  }

  /**
   * What could be read; what could not stands in the problems.
   *
   * @param overrides {@code -D key=value}, the strongest
   */
  Suite read(Path file, Map<String, String> overrides) {
    return read(file, Overrides.of(overrides, problems));
  }

  private Suite read(Path file, Config given) {
    Config text = ConfigText.file(file, problems);
    if (!problems.isEmpty()) {
      return new Suite(file.toString(), List.of());
    }
    return text.root().get(SUITE) instanceof ConfigList files
        ? members(file, files, given, text)
        : experiments(file, given, text);
  }

  /** Of each file, with what this one says beside. */
  private Suite members(Path file, ConfigList files, Config given, Config text) {
    String name = nameOf(text, file);
    Config besides = given.withFallback(text.withoutPath(SUITE).withoutPath("name"));
    List<Experiment> all = new ArrayList<>();
    for (ConfigValue member : files) {
      if (depth == DEEPEST) {
        problems.add(member.origin(), "suite leads to files that lead on and on; expected an end");
        break;
      }
      Path path = file.resolveSibling(String.valueOf(member.unwrapped())).normalize();
      Suite suite = new SuiteReader(catalog, problems, depth + 1).read(path, besides);
      all.addAll(suite.experiments());
    }
    return new Suite(name, withoutRepeats(all));
  }

  private Suite experiments(Path file, Config given, Config text) {
    Config written = given.withFallback(text);
    Config defaults = References.platform();
    Config once = ConfigText.resolve(written.withFallback(defaults), problems);
    String name = nameOf(once, file);
    List<Experiment> mains = new ArrayList<>();
    List<Experiment> baselines = new ArrayList<>();
    ExperimentReader reader =
        new ExperimentReader(catalog, defaults, problems, ConfigText.shown(file), this::foundation);
    for (Cell cell : cells(once, given, problems)) {
      String full = cell.name().isEmpty() ? name : name + "/" + cell.name();
      Config resolved = reader.resolved(cell.in(written.withoutPath("sweep")), full);
      reader
          .experiment(resolved)
          .ifPresent(
              main -> {
                mains.add(main);
                baselines.addAll(reader.baselines(main, resolved));
              });
    }
    List<Experiment> all = new ArrayList<>();
    for (Experiment experiment : baselines) {
      add(experiment, all);
    }
    for (Experiment experiment : mains) {
      add(experiment, all);
    }
    return new Suite(name, withoutRepeats(all));
  }

  /** Behind what it builds on. */
  private static void add(Experiment experiment, List<Experiment> all) {
    experiment.trained().forEach(one -> add(one, all));
    all.add(experiment);
  }

  /** The one experiment of a file, for these seeds. */
  private Optional<Experiment> foundation(Path file, List<Long> seeds) {
    if (depth == DEEPEST) {
      return refused(file, "builds on what builds on it; expected an end");
    }
    Suite suite = new SuiteReader(catalog, problems, depth + 1).read(file, ConfigFactory.empty());
    List<Experiment> own =
        suite.experiments().stream().filter(one -> one.name().equals(suite.name())).toList();
    if (own.size() != 1) {
      return problems.isEmpty()
          ? refused(file, "asks for " + own.size() + " experiments; expected one to build on")
          : Optional.empty();
    }
    return seeds.isEmpty() ? Optional.of(own.get(0)) : Optional.of(own.get(0).withSeeds(seeds));
  }

  private Optional<Experiment> refused(Path file, String sentence) {
    problems.add(new Problem(ConfigText.shown(file), 0, sentence));
    return Optional.empty();
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

  static String nameOf(Config config, Path file) {
    ConfigValue own = config.root().get("name");
    String name = String.valueOf(file.getFileName());
    return own != null && own.unwrapped() instanceof String given
        ? given
        : name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name;
  }
}
