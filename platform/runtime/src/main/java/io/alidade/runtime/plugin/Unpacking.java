package io.alidade.runtime.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Writes a verified zip out as files: all of them, or none. */
final class Unpacking {
  private Unpacking() {}

  /** Where the zip of that hash lies unpacked, beside the plugins. */
  static Path target(Path folder, String sha256) {
    return folder.resolve(".unpacked").resolve(sha256);
  }

  /** Unpacks into a temporary folder next to the target and renames it; returns the target. */
  static Path unpack(Path zip, Path folder, String sha256) throws IOException {
    Path target = target(folder, sha256);
    if (Files.isDirectory(target)) {
      return target;
    }
    Path temporary = target.resolveSibling("." + sha256 + "-" + ProcessHandle.current().pid());
    delete(temporary);
    try {
      writeAll(zip, temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another process was first with the same bytes.
      if (!Files.isDirectory(target)) {
        throw e;
      }
    } finally {
      delete(temporary);
    }
    return target;
  }

  private static void writeAll(Path zip, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      List<? extends ZipEntry> entries = file.stream().toList();
      for (ZipEntry entry : entries) {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
          throw Refusal.of("entry %s would leave its folder (zip slip)", entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, path);
          }
        }
      }
    }
  }

  /** Deletes a folder with all in it, or a file; nothing there is fine. */
  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(path)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : paths) {
      Files.delete(each);
    }
  }
}
