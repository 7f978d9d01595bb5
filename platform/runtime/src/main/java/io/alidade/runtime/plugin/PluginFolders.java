package io.alidade.runtime.plugin;

import io.alidade.api.AlidadeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where plugins are looked for, in this order: the distribution, the user, what was named. */
public final class PluginFolders {
  private PluginFolders() {}

  /**
   * The folders of this process: {@code plugins/} of the distribution (system property {@code
   * alidade.home}, set by the launcher), {@code plugins/} of the user, and those named.
   */
  public static List<Path> standard(List<Path> named) {
    List<Path> folders = new ArrayList<>();
    String home = System.getProperty("alidade.home", "");
    if (!home.isEmpty()) {
      folders.add(Path.of(home, "plugins"));
    }
    folders.add(user());
    for (Path folder : named) {
      if (!Files.isDirectory(folder)) {
        throw new AlidadeException(
            AlidadeException.Kind.CONFIG,
            "--plugins " + folder + ": no such folder; expected one that holds plugins");
      }
      folders.add(folder);
    }
    return folders;
  }

  /** Where {@code plugins install} puts them. */
  public static Path user() {
    return home().resolve("plugins");
  }

  /** What a user keeps between projects: plugins, and caches that may be deleted at any time. */
  public static Path home() {
    return userHome(System.getenv());
  }

  /** {@code ALIDADE_HOME}, or {@code .alidade} in the user's home. */
  static Path userHome(Map<String, String> environment) {
    String named = environment.getOrDefault("ALIDADE_HOME", "");
    return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".alidade") : Path.of(named);
  }
}
