package io.alidade.runtime.plugin;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns a file in a plugin folder into an entry of the index, sound or refused. */
final class Inspection {
  private final Path folder;
  private final ArchiveLimits limits;

  Inspection(Path folder, ArchiveLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  Path folder() {
    return folder;
  }

  /** What was known holds on while the content does; a new time stamp alone costs one hash. */
  PluginEntry inspect(String file, Stamp stamp, Optional<PluginEntry> known) {
    Path path = folder.resolve(file);
    String sha256 = "";
    try {
      sha256 = Sha256.of(path);
      if (known.isPresent() && known.get().sha256().equals(sha256) && known.get().isReady(folder)) {
        return known.get().withStamp(stamp);
      }
      return PluginEntry.sound(file, stamp, sha256, verify(path, sha256));
    } catch (AlidadeException e) {
      return PluginEntry.refused(file, stamp, sha256, String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      // A full disk, a missing permission: without a hash it is looked at again the next time.
      return PluginEntry.refused(file, stamp, "", "cannot be read or unpacked (" + e + ")");
    }
  }

  private PluginManifest verify(Path path, String sha256) throws IOException {
    if (Files.isDirectory(path)) {
      return verifyFolder(path);
    }
    boolean zip = path.toString().endsWith(".zip");
    Archive archive = Archive.verify(path, zip, limits);
    HostPackages.refuseBundled(archive.names(), "");
    if (!zip) {
      PluginManifest manifest = PluginManifest.ofJar(path);
      requireExtensions(archive.names().contains(EXTENSIONS));
      return manifest;
    }
    if (!archive.names().contains("plugin.properties")) {
      throw Refusal.of(
          "has no plugin.properties at its top; expected plugin.properties, classes/ and lib/");
    }
    try {
      return verifyFolder(Unpacking.unpack(path, folder, sha256));
    } catch (AccessDeniedException e) {
      throw Refusal.of(
          "cannot be unpacked, since its folder cannot be written; put it into another with"
              + " 'alidade plugins install %s'",
          path);
    }
  }

  private PluginManifest verifyFolder(Path path) throws IOException {
    PluginManifest manifest = PluginManifest.ofFolder(path);
    HostPackages.refuseBundled(relativeNames(path), "");
    Path lib = path.resolve("lib");
    if (Files.isDirectory(lib)) {
      try (Stream<Path> jars = Files.list(lib)) {
        for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
          verifyLibrary(jar);
        }
      }
    }
    requireExtensions(Files.isRegularFile(path.resolve("classes").resolve(EXTENSIONS)));
    return manifest;
  }

  private void verifyLibrary(Path jar) throws IOException {
    String inside = "lib/" + jar.getFileName();
    Archive library;
    try {
      library = Archive.verify(jar, false, limits);
    } catch (AlidadeException e) {
      throw Refusal.of("%s %s", inside, e.getMessage());
    }
    HostPackages.refuseBundled(library.names(), inside);
  }

  private static List<String> relativeNames(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }

  static final String EXTENSIONS = "META-INF/extensions.idx";

  private static void requireExtensions(boolean present) {
    if (!present) {
      throw Refusal.of(
          "has no %s, so nothing in it can be found; annotate the method with @Extension and name"
              + " org.pf4j:pf4j among the compiler's annotation processors",
          EXTENSIONS);
    }
  }
}
