package io.alidade.runtime.doctor;

import io.alidade.runtime.plugin.PluginFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every part of the house, in the order in which a run needs them. */
public final class Checkup {
  private final Path results;
  private final Path registry;
  private final List<Path> pluginFolders;

  /**
   * @param results where runs would be kept
   * @param registry the file
   * @param pluginFolders all that are looked in
   */
  public Checkup(Path results, Path registry, List<Path> pluginFolders) {
    this.results = results;
    this.registry = registry;
    this.pluginFolders = List.copyOf(pluginFolders);
  }

  /** Asks everyone; {@code heard} gets each finding at once, since the engine takes a second. */
  public List<Finding> run(Consumer<Finding> heard) {
    List<Finding> findings = new ArrayList<>();
    Consumer<Finding> both =
        finding -> {
          findings.add(finding);
          heard.accept(finding);
        };
    Machinery.java().forEach(both);
    Machinery.memory().forEach(both);
    Distribution distribution = Distribution.running();
    distribution.files().forEach(both);
    distribution.classData().forEach(both);
    both.accept(EngineCheck.run());
    Keeping.plugins(pluginFolders).forEach(both);
    Path home = PluginFolders.home();
    both.accept(Keeping.home(home));
    both.accept(Keeping.cache(home.resolve("cache")));
    both.accept(Keeping.results(results));
    Keeping.registry(registry).forEach(both);
    both.accept(Machinery.maven());
    return findings;
  }
}
