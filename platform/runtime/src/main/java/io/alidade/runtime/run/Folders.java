package io.alidade.runtime.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders of runs. */
public final class Folders {
  private Folders() {}

  /** Deletes what it can; what stays is no run, since its row is gone. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return;
    }
  }

  /** Why nothing could be written there; empty when it could. The folder need not be there yet. */
  public static Optional<String> whyUnwritable(Path folder) {
    try {
      Path there = nearestThere(folder);
      if (!Files.isDirectory(there)) {
        return Optional.of(there + " is no folder");
      }
      Files.delete(Files.createTempFile(there, ".can-write", ".tmp"));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(reason(e));
    }
  }

  /** The folder, or the one above it that is there. */
  public static Path nearestThere(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  /** What an exception about a file means, without the file: Java often gives only its name. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no right to write";
    } else if (e instanceof NoSuchFileException) {
      return "no such folder";
    } else if (e instanceof FileAlreadyExistsException) {
      return "a file is in its place";
    } else if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
