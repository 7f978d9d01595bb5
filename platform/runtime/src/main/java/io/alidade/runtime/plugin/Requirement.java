package io.alidade.runtime.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.DefaultVersionManager;
import org.pf4j.PluginDependency;

/** Another plugin that one needs, as PF4J writes it: {@code id}, {@code id?}, {@code id@>=1.2}. */
record Requirement(String id, String versions, boolean optional) {
  static List<Requirement> all(List<String> dependencies) {
    return dependencies.stream().map(Requirement::of).toList();
  }

  private static Requirement of(String text) {
    PluginDependency parsed = new PluginDependency(text);
    return new Requirement(
        parsed.getPluginId(), parsed.getPluginVersionSupport(), parsed.isOptional());
  }

  /** What is missing among plugins with those versions, as a sentence; empty when nothing is. */
  Optional<String> unmet(Map<String, String> installed) {
    String version = installed.get(id);
    if (version == null) {
      return optional
          ? Optional.empty()
          : Optional.of(
              "needs plugin %s, which is not there or could not be loaded; install it"
                  .formatted(id));
    }
    return fits(version)
        ? Optional.empty()
        : Optional.of(
            "needs plugin %s in version %s; version %s is installed"
                .formatted(id, versions, version));
  }

  private boolean fits(String version) {
    if (versions.equals("*")) {
      return true;
    }
    try {
      return new DefaultVersionManager().checkVersionConstraint(version, versions);
    } catch (RuntimeException e) {
      // Neither 'latest' nor '>= new' is a version: no common type to catch in PF4J's parser.
      return false;
    }
  }
}
