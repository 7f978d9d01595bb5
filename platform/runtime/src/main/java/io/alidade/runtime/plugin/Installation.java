package io.alidade.runtime.plugin;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts plugins into the user's folder and takes them out. A plugin is copied beside the others
 * first, verified and described there together with what is installed, and renamed into place when
 * nothing is wrong with it: a refused plugin leaves nothing behind.
 */
public final class Installation {
  private final Path folder;
  private final List<Path> others;

  /**
   * @param folder where plugins are put; made when it is not there
   * @param all folders that plugins are looked for in, {@code folder} among them
   */
  public Installation(Path folder, List<Path> all) {
    this.folder = folder.toAbsolutePath().normalize();
    this.others =
        all.stream()
            .map(path -> path.toAbsolutePath().normalize())
            .filter(path -> !path.equals(this.folder))
            .toList();
  }

  /**
   * Installs a jar or a zip.
   *
   * @param replace takes the place of an installed plugin of the same id in the user's folder
   */
  public Located install(Path file, boolean replace) {
    String name = String.valueOf(file.getFileName());
    if (!Files.exists(file)) {
      throw refused(file, "no such file; expected the archive of a plugin");
    }
    if (!Files.isRegularFile(file) || !(name.endsWith(".jar") || name.endsWith(".zip"))) {
      throw refused(file, "is not a jar or zip file; expected the archive of a plugin");
    }
    try {
      Files.createDirectories(folder);
      Path staging = folder.resolve(".staging-" + ProcessHandle.current().pid());
      try {
        Files.createDirectory(staging);
        Files.copy(file, staging.resolve(name));
        return admit(file, staging, name, replace);
      } finally {
        Unpacking.delete(staging);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Located admit(Path file, Path staging, String name, boolean replace) throws IOException {
    PluginEntry entry =
        InstalledPlugins.read(List.of(staging)).all().stream()
            .map(Located::entry)
            .findFirst()
            .orElseThrow(() -> refused(file, "disappeared while it was copied"));
    if (!entry.isSound()) {
      throw refused(file, entry.problems().get(0));
    }
    Optional<Located> old = installed(entry.id());
    if (old.isPresent() && !replace) {
      throw refused(
          file,
          "plugin %s %s is installed already (%s); `alidade plugins remove %s` removes it, --replace replaces it"
              .formatted(entry.id(), old.get().entry().version(), old.get().file(), entry.id()));
    }
    if (old.isPresent() && !old.get().folder().equals(folder)) {
      throw refused(
          file,
          "plugin %s lies in %s, which is not yours to replace; choose another Plugin-Id"
              .formatted(entry.id(), old.get().folder()));
    }
    requireNoClash(file, staging, old);
    old.ifPresent(this::delete);
    Files.move(
        staging.resolve(name),
        folder.resolve(fileName(entry, name)),
        StandardCopyOption.ATOMIC_MOVE);
    return installed(entry.id()).orElseThrow(() -> refused(file, "disappeared once installed"));
  }

  /** With everything else in place, is the new plugin one that can be started? */
  private void requireNoClash(Path file, Path staging, Optional<Located> old) {
    List<Path> all = folders();
    all.add(staging);
    InstalledPlugins.read(all, ArchiveLimits.DEFAULT, plugin -> !old.equals(Optional.of(plugin)))
        .problems()
        .stream()
        .filter(problem -> problem.file().startsWith(staging))
        .findFirst()
        .ifPresent(
            problem -> {
              throw refused(file, problem.sentence());
            });
  }

  /** Removes a plugin of the user's; returns what it was. */
  public Located remove(String id) {
    Located plugin =
        installed(id)
            .orElseThrow(
                () ->
                    new AlidadeException(
                        AlidadeException.Kind.CONFIG,
                        "no plugin " + id + " is installed; `alidade plugins list` shows them"));
    if (!plugin.folder().equals(folder)) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "plugin %s lies in %s; only those in %s can be removed"
              .formatted(id, plugin.folder(), folder));
    }
    delete(plugin);
    InstalledPlugins.read(List.of(folder));
    return plugin;
  }

  private void delete(Located plugin) {
    try {
      Unpacking.delete(plugin.file());
      if (plugin.entry().file().endsWith(".zip")) {
        Unpacking.delete(plugin.runnable());
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Optional<Located> installed(String id) {
    return InstalledPlugins.read(folders()).all().stream()
        .filter(plugin -> plugin.entry().id().equals(id))
        .findFirst();
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>(others);
    folders.add(folder);
    return folders;
  }

  /** Not the name it came with: two plugins may both come as {@code plugin.jar}. */
  private static String fileName(PluginEntry entry, String name) {
    return entry.id() + "-" + entry.version() + name.substring(name.length() - ".jar".length());
  }

  private static AlidadeException refused(Path file, String sentence) {
    return new AlidadeException(AlidadeException.Kind.PLUGIN, file + ": " + sentence);
  }

  private AlidadeException unwritable(IOException e) {
    String cause =
        e instanceof AccessDeniedException
            ? "may not be written"
            : e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : String.valueOf(e.getMessage());
    return new AlidadeException(
        AlidadeException.Kind.RESOURCE,
        folder + ": " + cause + "; expected a folder for plugins (ALIDADE_HOME moves it)",
        e);
  }
}
