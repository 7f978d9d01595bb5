package io.alidade.runtime.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One plugin in the index of its folder.
 *
 * @param file name within the folder: a jar, a zip, or a folder
 * @param size bytes, for noticing a change
 * @param modified milliseconds since 1970, for noticing a change
 * @param sha256 of the file's bytes, or of a folder's contents
 * @param id empty when the manifest could not be read
 * @param requires the version of the API it was built against
 * @param dependencies ids of plugins it needs
 * @param described whether {@code offer} was read; not so while a dependency is missing
 * @param problems why it cannot be used on its own; empty for a sound plugin
 */
public record PluginEntry(
    String file,
    long size,
    long modified,
    String sha256,
    String id,
    String version,
    String requires,
    String provider,
    List<String> dependencies,
    String pluginClass,
    boolean described,
    Offer offer,
    List<String> problems) {
  public PluginEntry {
    dependencies = List.copyOf(dependencies);
    problems = List.copyOf(problems);
  }

  static PluginEntry sound(String file, Stamp stamp, String sha256, PluginManifest manifest) {
    return new PluginEntry(
        file,
        stamp.size(),
        stamp.modified(),
        sha256,
        manifest.id(),
        manifest.version(),
        manifest.requires(),
        manifest.provider(),
        manifest.dependencies(),
        manifest.pluginClass(),
        false,
        Offer.NOTHING,
        List.of());
  }

  static PluginEntry refused(String file, Stamp stamp, String sha256, String problem) {
    return new PluginEntry(
        file,
        stamp.size(),
        stamp.modified(),
        sha256,
        "",
        "",
        "",
        "",
        List.of(),
        "",
        true,
        Offer.NOTHING,
        List.of(problem));
  }

  PluginEntry withStamp(Stamp stamp) {
    return new PluginEntry(
        file,
        stamp.size(),
        stamp.modified(),
        sha256,
        id,
        version,
        requires,
        provider,
        dependencies,
        pluginClass,
        described,
        offer,
        problems);
  }

  PluginEntry withOffer(Offer found) {
    return new PluginEntry(
        file,
        size,
        modified,
        sha256,
        id,
        version,
        requires,
        provider,
        dependencies,
        pluginClass,
        true,
        found,
        problems);
  }

  PluginEntry withProblem(String problem) {
    return new PluginEntry(
        file,
        size,
        modified,
        sha256,
        id,
        version,
        requires,
        provider,
        dependencies,
        pluginClass,
        true,
        Offer.NOTHING,
        List.of(problem));
  }

  boolean isSound() {
    return problems.isEmpty();
  }

  boolean isUnchanged(Stamp stamp) {
    return size == stamp.size() && modified == stamp.modified();
  }

  /** What class loaders read: the jar or the folder itself, or what a zip was unpacked to. */
  Path runnable(Path folder) {
    return file.endsWith(".zip") ? Unpacking.target(folder, sha256) : folder.resolve(file);
  }

  /** False when it could not be read, or somebody deleted what the zip was unpacked to. */
  boolean isReady(Path folder) {
    if (sha256.isEmpty()) {
      return false;
    }
    return !isSound() || !file.endsWith(".zip") || Files.isDirectory(runnable(folder));
  }
}
