package io.alidade.benchmarks;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root of the project
 * @param work for files that are made, kept from one call to the next
 * @param python of the peers
 * @param quick whether each part is as short as can be: proves that it works, and measures little
 */
record Setup(Path root, Path work, Path python, int threads, boolean quick) {
  Path benchmarks() {
    return root.resolve("benchmarks");
  }

  /** The longer of two durations, unless it has to be quick. */
  double seconds(double full) {
    return quick ? 1 : full;
  }
}
