package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.run.Folders;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether results can be kept: said before anything is made where they could not. */
final class Room {
  /** A registry, a small model with its optimiser's state, a report. */
  private static final long LEAST = 32L << 20;

  private Room() {}

  /** Makes the folder when it is not there. */
  static void require(Path results) {
    try {
      Files.createDirectories(results);
      FileStore disk = Files.getFileStore(results);
      if (disk.getUsableSpace() < LEAST) {
        throw refused(
            results,
            "has room for %s; expected at least %s, or another disk (--results DIR)"
                .formatted(Figures.bytes(disk.getUsableSpace()), Figures.bytes(LEAST)));
      }
      Files.delete(Files.createTempFile(results, "can-write", ".tmp"));
    } catch (IOException e) {
      throw refused(
          results,
          "cannot be written (%s); expected a folder for results (--results DIR)"
              .formatted(Folders.reason(e)));
    }
  }

  private static AlidadeException refused(Path results, String what) {
    return new AlidadeException(AlidadeException.Kind.RESOURCE, results + ": " + what);
  }
}
