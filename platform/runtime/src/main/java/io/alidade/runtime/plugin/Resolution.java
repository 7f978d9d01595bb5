package io.alidade.runtime.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules between plugins: one id belongs to one plugin, else none of them is started; a plugin
 * whose dependency is missing or broken is left out, and the others go on.
 */
record Resolution(List<Located> usable, List<PluginProblem> problems) {
  Resolution {
    usable = List.copyOf(usable);
    problems = List.copyOf(problems);
  }

  static Resolution of(List<Located> all) {
    List<PluginProblem> problems = new ArrayList<>();
    List<Located> usable = new ArrayList<>();
    for (Located plugin : all) {
      if (plugin.entry().isSound()) {
        usable.add(plugin);
      }
      plugin
          .entry()
          .problems()
          .forEach(sentence -> problems.add(new PluginProblem(plugin.file(), sentence)));
    }
    dropShared(usable, problems, entry -> Stream.of("plugin " + entry.id()));
    dropShared(usable, problems, entry -> entry.offer().claims());
    dropUnmet(usable, problems);
    dropCycles(usable, problems);
    return new Resolution(usable, problems);
  }

  private static void dropShared(
      List<Located> usable,
      List<PluginProblem> problems,
      Function<PluginEntry, Stream<String>> claims) {
    Map<String, List<Located>> owners = new LinkedHashMap<>();
    for (Located plugin : usable) {
      claims
          .apply(plugin.entry())
          .forEach(claim -> owners.computeIfAbsent(claim, key -> new ArrayList<>()).add(plugin));
    }
    Set<Located> dropped = new LinkedHashSet<>();
    owners.forEach(
        (claim, plugins) -> {
          if (plugins.size() > 1) {
            dropped.addAll(plugins);
            for (Located plugin : new LinkedHashSet<>(plugins)) {
              problems.add(new PluginProblem(plugin.file(), clash(claim, plugin, plugins)));
            }
          }
        });
    usable.removeAll(dropped);
  }

  private static String clash(String claim, Located plugin, List<Located> owners) {
    String others =
        owners.stream()
            .filter(other -> !other.equals(plugin))
            .map(other -> other.file().toString())
            .collect(Collectors.joining(", "));
    return others.isEmpty()
        ? "has %s twice; expected each id once".formatted(claim)
        : "has %s, and so has %s; none of them is started, remove all but one"
            .formatted(claim, others);
  }

  /** Again and again, since what is dropped may have been what another one needs. */
  private static void dropUnmet(List<Located> usable, List<PluginProblem> problems) {
    boolean changed = true;
    while (changed) {
      Map<String, String> versions = new LinkedHashMap<>();
      usable.forEach(plugin -> versions.put(plugin.entry().id(), plugin.entry().version()));
      List<Located> unmet = new ArrayList<>();
      for (Located plugin : usable) {
        Requirement.all(plugin.entry().dependencies()).stream()
            .flatMap(needed -> needed.unmet(versions).stream())
            .findFirst()
            .ifPresent(
                sentence -> {
                  unmet.add(plugin);
                  problems.add(new PluginProblem(plugin.file(), sentence));
                });
      }
      changed = usable.removeAll(unmet);
    }
  }

  /** PF4J starts nothing at all when two plugins need each other. */
  private static void dropCycles(List<Located> usable, List<PluginProblem> problems) {
    Set<String> placed = new LinkedHashSet<>();
    List<Located> left = new ArrayList<>(usable);
    boolean changed = true;
    while (changed) {
      changed =
          left.removeIf(
              plugin -> {
                boolean free =
                    Requirement.all(plugin.entry().dependencies()).stream()
                        .noneMatch(
                            needed ->
                                left.stream().anyMatch(other -> isFor(needed, other, placed)));
                if (free) {
                  placed.add(plugin.entry().id());
                }
                return free;
              });
    }
    for (Located plugin : left) {
      problems.add(
          new PluginProblem(
              plugin.file(),
              "depends on plugins that depend on it (%s); expected no circle"
                  .formatted(String.join(", ", plugin.entry().dependencies()))));
    }
    usable.removeAll(left);
  }

  private static boolean isFor(Requirement needed, Located other, Set<String> placed) {
    return other.entry().id().equals(needed.id()) && !placed.contains(needed.id());
  }
}
