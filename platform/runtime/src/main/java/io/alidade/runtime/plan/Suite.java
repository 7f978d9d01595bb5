package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.alidade.api.AlidadeException;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    Config given = ConfigText.file(file, problems);
    if (!problems.isEmpty()) {
      problems.throwIfAny();
    }
    Config written = ConfigText.overrides(overrides, problems).withFallback(given);
    String name = nameOf(file);
    List<Sweep.Cell> cells = cells(written, problems);
    List<Experiment> experiments = new ArrayList<>();
    ExperimentReader reader = new ExperimentReader(catalog, platformReference(), problems);
    for (Sweep.Cell cell : cells) {
      Config one = written.withoutPath("sweep");
      for (var value : cell.values().entrySet()) {
        one = one.withValue(value.getKey(), value.getValue());
      }
      String fullName = cell.name().isEmpty() ? name : name + "/" + cell.name();
      Optional<Experiment> main = reader.read(one, fullName);
      main.ifPresent(
          experiment -> {
            experiments.addAll(reader.baselines(experiment));
            experiments.add(experiment);
          });
    }
    problems.throwIfAny();
    return new Suite(name, withoutRepeats(experiments));
  }

  private static List<Sweep.Cell> cells(Config written, Problems problems) {
    return written.root().get("sweep") instanceof ConfigObject sweep
        ? new Sweep(problems).cells(sweep)
        : List.of(new Sweep.Cell("", Map.of()));
  }

  /** Cells of a sweep share their baselines. */
  private static List<Experiment> withoutRepeats(List<Experiment> experiments) {
    Map<String, Experiment> byHash = new java.util.LinkedHashMap<>();
    experiments.forEach(one -> byHash.putIfAbsent(one.configurationHash(), one));
    return List.copyOf(byHash.values());
  }

  /** Reads back what {@link Experiment#text()} wrote. */
  public static Experiment readBack(Path resolved, Catalog catalog) {
    Problems problems = new Problems();
    Config config = ConfigText.file(resolved, problems);
    Optional<Experiment> experiment =
        new ExperimentReader(catalog, ConfigFactory.empty(), problems).read(config, "resolved");
    problems.throwIfAny();
    return experiment.orElseThrow(
        () ->
            new AlidadeException(
                AlidadeException.Kind.INTERNAL, resolved + ": holds no experiment"));
  }

  static Config platformReference() {
    String name = "/io/alidade/runtime/reference.conf";
    try (InputStream in = Suite.class.getResourceAsStream(name)) {
      byte[] text = Objects.requireNonNull(in, name + " is not in the jar").readAllBytes();
      return ConfigText.text(new String(text, StandardCharsets.UTF_8), "reference.conf");
    } catch (IOException e) {
      throw new AlidadeException(AlidadeException.Kind.INTERNAL, name + " cannot be read", e);
    }
  }

  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name;
  }
}
