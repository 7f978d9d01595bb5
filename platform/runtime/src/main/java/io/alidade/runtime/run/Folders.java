package io.alidade.runtime.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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

  /** What an exception about a file means: Java gives only its name. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no right to write";
    } else if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    return String.valueOf(e.getMessage());
  }
}
