package io.alidade.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What classes are called. */
final class ClassNames {
  /** One name a line, in the order of the labels or of the folders' names. */
  private static final String FILE = "classnames.txt";

  private ClassNames() {}

  /** As the file in the root says, or else as the folders are called. */
  static List<String> of(Path root, List<String> folders) {
    Path file = root.resolve(FILE);
    boolean written = Files.exists(file);
    List<String> names =
        written ? lines(file) : folders.stream().map(ClassNames::readable).toList();
    if (names.size() != folders.size()) {
      throw Refusal.of(
          file,
          "%d names; expected %d, one a line for each folder in order: %s",
          names.size(),
          folders.size(),
          String.join(", ", folders));
    }
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String other = seen.put(names.get(i), folders.get(i));
      if (names.get(i).isBlank() || other != null) {
        throw Refusal.of(
            written ? file : root,
            "%s; expected a name of its own for each class",
            other == null
                ? "the class of folder " + folders.get(i) + " has no name"
                : "the folders %s and %s are both called \"%s\""
                    .formatted(other, folders.get(i), names.get(i)));
      }
    }
    return names;
  }

  /** As the file in the root says, which has to be there: a label is the number of a line. */
  static List<String> listed(Path root) {
    Path file = root.resolve(FILE);
    List<String> names = Files.exists(file) ? lines(file) : List.of();
    if (names.isEmpty()) {
      throw Refusal.of(
          file,
          "%s; expected the names of the classes, one a line",
          Files.exists(file) ? "is empty" : "is not there");
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Integer other = seen.put(names.get(i), i + 1);
      if (names.get(i).isEmpty() || other != null) {
        throw Refusal.of(
            file,
            "%s; expected a name of its own for each class",
            other == null
                ? "line %d is empty".formatted(i + 1)
                : "the lines %d and %d are both \"%s\"".formatted(other, i + 1, names.get(i)));
      }
    }
    return names;
  }

  /** {@code great_dane} as people write it. */
  private static String readable(String folder) {
    return folder.replace('_', ' ').replace('-', ' ').strip();
  }

  /** The lines of a file, without white space around them; blank ones at the end are none. */
  static List<String> lines(Path file) {
    try {
      return Files.readString(file).stripTrailing().lines().map(String::strip).toList();
    } catch (IOException e) {
      throw Refusal.of(e, file, "cannot be read (%s); expected text in UTF-8", e);
    }
  }
}
