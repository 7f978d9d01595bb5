package io.alidade.runtime.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prepares the plugin folder of a distribution when it is built: zips become folders, so that a
 * distribution which cannot be written runs, and everything is verified and indexed. Anything wrong
 * ends the build.
 */
public final class IndexMain {
  private IndexMain() {}

  /** Takes one argument, the folder. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected one argument, the folder of plugins");
    }
    index(Path.of(arguments[0]));
  }

  static InstalledPlugins index(Path folder) throws IOException {
    List<Path> zips;
    try (Stream<Path> files = Files.list(folder)) {
      zips = files.filter(file -> file.toString().endsWith(".zip")).toList();
    }
    InstalledPlugins.read(List.of(folder)).requireSound();
    for (Path zip : zips) {
      Path target = folder.resolve(zip.getFileName().toString().replaceFirst("[.]zip$", ""));
      Unpacking.delete(target);
      Files.move(Unpacking.target(folder, Sha256.of(zip)), target);
      Files.delete(zip);
    }
    Unpacking.delete(folder.resolve(".unpacked"));
    InstalledPlugins installed = InstalledPlugins.read(List.of(folder)).requireSound();
    if (PluginIndex.read(folder).plugins().size() != installed.all().size()) {
      throw new IOException(folder.resolve(PluginIndex.FILE) + " cannot be written");
    }
    return installed;
  }
}
