package io.alidade.runtime.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room on the disk kept for the last words: a run that fills it can still be recorded as failed,
 * with the cause, once this is given back.
 */
final class Reserve {
  /** The end of a run changes less than ten pages of 4 KiB in the registry. */
  private static final int BYTES = 128 << 10;

  private final Path file;

  private Reserve(Path file) {
    this.file = file;
  }

  /** The one of a run's folder, not taken yet. */
  static Reserve of(Path folder) {
    return new Reserve(folder.resolve(".reserve"));
  }

  void take() throws IOException {
    Files.write(file, new byte[BYTES]);
  }

  /** Gives the room back; may be called more than once. */
  void release() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // Then the room stays taken, and the registry says what came of it.
    }
  }
}
