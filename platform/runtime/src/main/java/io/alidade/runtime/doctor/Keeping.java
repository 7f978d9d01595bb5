package io.alidade.runtime.doctor;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import io.alidade.registry.Registry;
import io.alidade.runtime.plugin.InstalledPlugins;
import io.alidade.runtime.plugin.PluginProblem;
import io.alidade.runtime.run.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What lies on disks: plugins, the user's folder, results and their registry. */
final class Keeping {
  /** A model of a hundred million parameters with its optimiser's state. */
  private static final long ENOUGH_ROOM = 2L << 30;

  private Keeping() {}

  static List<Finding> plugins(List<Path> folders) {
    List<Finding> findings = new ArrayList<>();
    try {
      InstalledPlugins installed = InstalledPlugins.read(folders);
      findings.add(
          Finding.ok(
              "plugins",
              "%d with %d methods and %d data sets"
                  .formatted(
                      installed.usable().size(),
                      installed.methods().size(),
                      installed.datasets().size())));
      for (PluginProblem problem : installed.problems()) {
        findings.add(Finding.problem("plugins", Kind.PLUGIN, problem.toString()));
      }
    } catch (AlidadeException e) {
      findings.add(Finding.problem("plugins", e));
    }
    return findings;
  }

  static Finding home(Path home) {
    return Folders.whyUnwritable(home)
        .map(
            why ->
                Finding.warning(
                    "home",
                    home
                        + ": cannot be written ("
                        + why
                        + "), so drawings are made anew for each run; expected a folder of yours"
                        + " (ALIDADE_HOME)"))
        .orElseGet(() -> Finding.ok("home", home + " can be written"));
  }

  static Finding cache(Path cache) {
    if (!Files.isDirectory(cache)) {
      return Finding.ok("cache", "nothing yet; the first run fills " + cache);
    }
    try (Stream<Path> walk = Files.walk(cache)) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      return Finding.ok(
          "cache",
          String.format(
              Locale.ROOT,
              "%.0f MiB in %d files in %s; may be deleted at any time",
              bytes / 0x1p20,
              files.size(),
              cache));
    } catch (IOException | java.io.UncheckedIOException e) {
      return Finding.warning(
          "cache", cache + ": cannot be read (" + e.getMessage() + "); delete it, it is made anew");
    }
  }

  static Finding results(Path results) {
    var unwritable = Folders.whyUnwritable(results);
    if (unwritable.isPresent()) {
      return Finding.problem(
          "results",
          Kind.RESOURCE,
          results
              + ": cannot be written ("
              + unwritable.get()
              + "); expected a folder for results (--results DIR)");
    }
    try {
      long room = Files.getFileStore(Folders.nearestThere(results)).getUsableSpace();
      String left = String.format(Locale.ROOT, "%.1f GiB left for %s", room / 0x1p30, results);
      return room >= ENOUGH_ROOM
          ? Finding.ok("results", left)
          : Finding.warning("results", left + "; expected 2, or another disk (--results DIR)");
    } catch (IOException e) {
      return Finding.warning("results", results + ": its disk does not say how full it is");
    }
  }

  static List<Finding> registry(Path file) {
    if (!Files.exists(file)) {
      return List.of(Finding.ok("registry", "none yet; the first run makes " + file));
    }
    List<Finding> findings = new ArrayList<>();
    try (Registry registry = Registry.readOnly(file)) {
      List<String> damage = registry.damage();
      if (damage.isEmpty()) {
        findings.add(Finding.ok("registry", file + ", " + registry.described()));
      } else {
        findings.add(
            Finding.problem(
                "registry",
                Kind.RESOURCE,
                file
                    + ": is damaged ("
                    + damage.get(0)
                    + "); put a copy in its place, or save what can be read with `sqlite3 "
                    + file
                    + " .recover`"));
      }
    } catch (AlidadeException e) {
      findings.add(Finding.problem("registry", e));
    }
    return findings;
  }
}
