package io.alidade.registry;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder the registry's file lies in. */
final class Folders {
  private Folders() {}

  /** Makes the file's folder and sees that both can be written. */
  static void prepare(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw refused(file + ": is the root of a file system; expected a file", null);
    }
    refuseFolder(file);
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw refused(
          folder + ": the results folder cannot be made; expected a folder that can be written",
          failure);
    }
    // The log beside the database is made anew by each writer, so the folder matters as well.
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw refused(
          (Files.isWritable(folder) ? file : folder)
              + ": cannot be written; expected permission to, or another place (--results DIR)",
          null);
    }
  }

  static void refuseFolder(Path file) {
    if (Files.isDirectory(file)) {
      throw refused(file + ": is a folder; expected the registry's file or a new name", null);
    }
  }

  private static AlidadeException refused(String message, @Nullable Throwable cause) {
    return new AlidadeException(AlidadeException.Kind.RESOURCE, message, cause);
  }
}
