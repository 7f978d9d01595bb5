package io.alidade.runtime.plugin;

import java.nio.file.Path;

/**
 * Why a plugin is not there: its file, and one sentence with what is wrong and what is expected.
 */
public record PluginProblem(Path file, String sentence) {
  @Override
  public String toString() {
    return file + ": " + sentence;
  }
}
