package io.alidade.runtime.plugin;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The plugins of several folders as their indexes describe them, in the folders' order. While
 * nothing changed, reading takes a listing of each folder and its {@code index.json}; what is new
 * or changed is verified, described and written to the index first.
 */
public final class InstalledPlugins {
  private final List<Located> all;
  private final List<Located> usable;
  private final List<PluginProblem> problems;

  private InstalledPlugins(List<Located> all) {
    this.all = List.copyOf(all);
    Resolution resolution = Resolution.of(all);
    this.usable =
        resolution.usable().stream().filter(plugin -> plugin.entry().described()).toList();
    this.problems = new ArrayList<>(resolution.problems());
    resolution.usable().stream()
        .filter(plugin -> !plugin.entry().described())
        .forEach(plugin -> problems.add(notStarted(plugin)));
  }

  static PluginProblem notStarted(Located plugin) {
    return new PluginProblem(
        plugin.file(), "its Plugin-Class " + plugin.entry().pluginClass() + " fails to start");
  }

  /** Folders that are not there hold nothing. */
  public static InstalledPlugins read(List<Path> folders) {
    return read(folders, ArchiveLimits.DEFAULT);
  }

  static InstalledPlugins read(List<Path> folders, ArchiveLimits limits) {
    return read(folders, limits, plugin -> true);
  }

  /** As if those that do not pass {@code seen} were not there. */
  static InstalledPlugins read(List<Path> folders, ArchiveLimits limits, Predicate<Located> seen) {
    Map<Path, List<PluginEntry>> entries = new LinkedHashMap<>();
    Map<Path, PluginIndex> written = new LinkedHashMap<>();
    try {
      for (Path folder : distinct(folders)) {
        PluginIndex index = PluginIndex.read(folder);
        Map<String, Stamp> listing = PluginIndex.listing(folder);
        written.put(folder, index);
        entries.put(
            folder,
            index.fits(folder, listing)
                ? index.plugins()
                : inspect(new Inspection(folder, limits), listing, index));
      }
      describe(entries, seen);
      for (Map.Entry<Path, List<PluginEntry>> folder : entries.entrySet()) {
        PluginIndex index = new PluginIndex(folder.getValue());
        if (!index.equals(written.get(folder.getKey()))) {
          index.write(folder.getKey());
        }
      }
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.PLUGIN, "plugins cannot be read: " + e.getMessage(), e);
    }
    return new InstalledPlugins(locate(entries, seen));
  }

  private static Set<Path> distinct(List<Path> folders) {
    LinkedHashSet<Path> distinct = new LinkedHashSet<>();
    folders.forEach(folder -> distinct.add(folder.toAbsolutePath().normalize()));
    return distinct;
  }

  private static List<PluginEntry> inspect(
      Inspection inspection, Map<String, Stamp> listing, PluginIndex index) throws IOException {
    List<PluginEntry> found = new ArrayList<>();
    for (Map.Entry<String, Stamp> file : listing.entrySet()) {
      Optional<PluginEntry> known = index.entry(file.getKey());
      boolean unchanged =
          known.isPresent()
              && known.get().isUnchanged(file.getValue())
              && known.get().isReady(inspection.folder());
      found.add(
          unchanged ? known.get() : inspection.inspect(file.getKey(), file.getValue(), known));
    }
    return found;
  }

  /** Reads the annotations of those that are new. Only here does a listing start PF4J. */
  private static void describe(Map<Path, List<PluginEntry>> entries, Predicate<Located> seen) {
    List<Located> loadable = Resolution.of(locate(entries, seen)).usable();
    if (loadable.stream().allMatch(plugin -> plugin.entry().described())) {
      return;
    }
    Map<Located, PluginEntry> described = Descriptions.read(loadable);
    entries.replaceAll(
        (folder, list) ->
            list.stream()
                .map(entry -> described.getOrDefault(new Located(folder, entry), entry))
                .toList());
  }

  private static List<Located> locate(
      Map<Path, List<PluginEntry>> entries, Predicate<Located> seen) {
    List<Located> located = new ArrayList<>();
    entries.forEach(
        (folder, list) -> list.forEach(entry -> located.add(new Located(folder, entry))));
    located.removeIf(seen.negate());
    return located;
  }

  /** Every plugin found, sound or not. */
  public List<Located> all() {
    return all;
  }

  /** The plugins that can be started. */
  public List<Located> usable() {
    return usable;
  }

  public List<PluginProblem> problems() {
    return List.copyOf(problems);
  }

  public List<MethodRow> methods() {
    return usable().stream().flatMap(plugin -> plugin.entry().offer().methods().stream()).toList();
  }

  public List<DatasetRow> datasets() {
    return usable().stream().flatMap(plugin -> plugin.entry().offer().datasets().stream()).toList();
  }

  /** Throws when anything is wrong, with every problem in one message. */
  InstalledPlugins requireSound() {
    if (!problems.isEmpty()) {
      throw new AlidadeException(
          AlidadeException.Kind.PLUGIN,
          problems.stream().map(PluginProblem::toString).collect(Collectors.joining("; ")));
    }
    return this;
  }
}
