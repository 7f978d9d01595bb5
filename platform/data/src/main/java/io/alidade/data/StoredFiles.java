package io.alidade.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a cache, kept within a size.
 *
 * @param most bytes of all of them together
 */
record StoredFiles(Path folder, long most) {
  static final String ENDING = ".safetensors";
  static final String TEMPORARY = ".tmp";

  /** A file on its way: KEY.PROCESS-NUMBER.tmp, and what a writer puts behind that. */
  private static final Pattern ON_ITS_WAY = Pattern.compile(".+\\.(\\d+)-\\d+\\.tmp.*");

  /** When a file was used last; gone meanwhile, it was used never. */
  private record Use(Path file, long bytes, FileTime last) {
    static Use of(Path file) {
      try {
        return new Use(file, Files.size(file), Files.getLastModifiedTime(file));
      } catch (IOException e) {
        return new Use(file, 0, FileTime.fromMillis(0));
      }
    }
  }

  void used(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It goes a little earlier than it should.
    }
  }

  /** Removes the longest unused until the rest fits, and what dead processes left half-written. */
  void tidy() throws IOException {
    List<Use> uses = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        String name = file.getFileName().toString();
        Matcher writing = ON_ITS_WAY.matcher(name);
        if (writing.matches() && ProcessHandle.of(Long.parseLong(writing.group(1))).isEmpty()) {
          remove(file);
        } else if (name.endsWith(ENDING)) {
          uses.add(Use.of(file));
        }
      }
    }
    uses.sort(Comparator.comparing(Use::last));
    long bytes = uses.stream().mapToLong(Use::bytes).sum();
    for (Use use : uses) {
      if (bytes <= most) {
        return;
      }
      remove(use.file());
      bytes -= use.bytes();
    }
  }

  void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next one who tidies up tries again.
    }
  }
}
