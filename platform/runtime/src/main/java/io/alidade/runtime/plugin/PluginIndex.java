package io.alidade.runtime.plugin;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.alidade.api.ApiVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the plugins of one folder offer: {@code index.json}, written when the distribution is built
 * and when a plugin is installed. Reading it starts no plugin and loads no engine. It is derived:
 * one that is missing, damaged or of another version is made again.
 *
 * @param format of the file
 * @param api version of the API that the plugins were judged by
 */
public record PluginIndex(int format, String api, List<PluginEntry> plugins) {
  static final String FILE = "index.json";
  private static final int FORMAT = 2;
  static final PluginIndex EMPTY = new PluginIndex(List.of());

  public PluginIndex {
    plugins = List.copyOf(plugins);
  }

  PluginIndex(List<PluginEntry> plugins) {
    this(FORMAT, ApiVersion.CURRENT, plugins);
  }

  /** The folder's index; empty when there is none that can be used. */
  static PluginIndex read(Path folder) {
    try {
      PluginIndex index =
          new Gson().fromJson(Files.readString(folder.resolve(FILE)), PluginIndex.class);
      boolean fits =
          index != null && index.format() == FORMAT && index.api().equals(ApiVersion.CURRENT);
      return fits ? index : EMPTY;
    } catch (IOException | RuntimeException e) {
      // Gson wraps what a record's constructor throws, for a missing key, in a RuntimeException.
      return EMPTY;
    }
  }

  /**
   * Writes the index at one stroke. Where that cannot be done, nothing happens: a folder that may
   * not be written or a full disk must not keep anybody from listing and running.
   */
  void write(Path folder) {
    String json = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(this);
    // Not createTempFile: its files can be read by their owner alone.
    Path temporary = folder.resolve(".index-" + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(temporary, json + "\n");
      Files.move(
          temporary,
          folder.resolve(FILE),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // Whoever reads next makes the index again.
      temporary.toFile().delete();
    }
  }

  Optional<PluginEntry> entry(String file) {
    return plugins.stream().filter(entry -> entry.file().equals(file)).findFirst();
  }

  /** The plugins that lie in the folder now, by name: jars, zips and folders without a dot. */
  static Map<String, Stamp> listing(Path folder) throws IOException {
    Map<String, Stamp> found = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    List<Path> paths;
    try (Stream<Path> list = Files.list(folder)) {
      paths = list.filter(PluginIndex::isPlugin).toList();
    }
    for (Path path : paths) {
      found.put(path.getFileName().toString(), Stamp.of(path));
    }
    return found;
  }

  private static boolean isPlugin(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && Files.exists(path)
        && (name.endsWith(".jar") || name.endsWith(".zip") || Files.isDirectory(path));
  }

  /** Whether every plugin is known as it lies there, and none more. */
  boolean fits(Path folder, Map<String, Stamp> listing) {
    return plugins.size() == listing.size()
        && plugins.stream()
            .allMatch(
                entry -> {
                  Stamp stamp = listing.get(entry.file());
                  return stamp != null && entry.isUnchanged(stamp) && entry.isReady(folder);
                });
  }
}
