package io.alidade.runtime.plan;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.alidade.api.AlidadeException;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Nearest;
import io.alidade.runtime.config.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the block {@code foundations}: for each name of the method's a file of an experiment, the
 * folder of a checkpoint, or, in what a run keeps of itself, {@code run:IDENTITY}. Paths are
 * relative to the file that they stand in.
 */
final class FoundationReader {
  /** Plans the experiment of a file for these seeds; empty where that has problems of its own. */
  interface Plans {
    Optional<Experiment> plan(Path file, List<Long> seeds);
  }

  private final Catalog catalog;
  private final Problems problems;
  private final Plans plans;

  FoundationReader(Catalog catalog, Problems problems, Plans plans) {
    this.catalog = catalog;
    this.problems = problems;
    this.plans = plans;
  }

  /** By name; a problem for each that is missing, is not the method's, or cannot be read. */
  Map<String, Foundation> read(ConfigObject root, String method, List<Long> seeds) {
    List<String> wanted = catalog.methodFoundations(method);
    Map<String, Foundation> found = new LinkedHashMap<>();
    ConfigObject block =
        root.get("foundations") instanceof ConfigObject object
            ? object
            : com.typesafe.config.ConfigFactory.empty().root();
    for (String name : wanted) {
      ConfigValue value = block.get(name);
      if (value == null) {
        ConfigValue named = root.get("method");
        problems.add(
            named == null ? root.origin() : named.origin(),
            "foundations.%s is missing; expected the file of an experiment or the folder of a checkpoint, since %s builds on it"
                .formatted(name, method));
      } else {
        one("foundations." + name, value, seeds).ifPresent(each -> found.put(name, each));
      }
    }
    block.forEach(
        (name, value) -> {
          if (!wanted.contains(name)) {
            problems.add(
                value.origin(),
                "foundations.%s is nothing that %s builds on; expected %s%s"
                    .formatted(
                        name,
                        method,
                        wanted.isEmpty() ? "none" : String.join(", ", wanted),
                        Nearest.hint(name, wanted)));
          }
        });
    return found;
  }

  private Optional<Foundation> one(String key, ConfigValue value, List<Long> seeds) {
    String text = String.valueOf(value.unwrapped());
    if (text.startsWith(Foundation.Known.PREFIX)) {
      return Optional.of(new Foundation.Known(text.substring(Foundation.Known.PREFIX.length())));
    }
    Path path = beside(value, text);
    if (Files.isDirectory(path)) {
      try {
        return Optional.of(new Foundation.Folder(path, FolderFingerprint.of(path)));
      } catch (AlidadeException e) {
        problems.add(value.origin(), key + ": " + e.getMessage());
        return Optional.empty();
      }
    }
    if (!Files.isRegularFile(path)) {
      problems.add(
          value.origin(),
          "%s is \"%s\", which is not at %s; expected the file of an experiment or the folder of a checkpoint"
              .formatted(key, text, ConfigText.shown(path)));
      return Optional.empty();
    }
    return plans.plan(path, seeds).map(Foundation.Trained::new);
  }

  /** Relative to the file that the value stands in; one of the command line, to the user. */
  private static Path beside(ConfigValue value, String text) {
    @Nullable String file = value.origin().filename();
    Path path = Path.of(text);
    return (file == null ? path : Path.of(file).resolveSibling(path)).toAbsolutePath().normalize();
  }
}
