package io.alidade.runtime.plugin;

import java.nio.file.Path;

/** A plugin and the folder it lies in. */
public record Located(Path folder, PluginEntry entry) {
  public Path file() {
    return folder.resolve(entry.file());
  }

  Path runnable() {
    return entry.runnable(folder);
  }
}
