package io.alidade.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks includes before the parser follows them: the parser passes over a missing file in silence
 * and reports a cycle without its line.
 */
final class Includes {
  private static final Pattern INCLUDE =
      Pattern.compile("^\\s*include\\s+(?:required\\s*\\(\\s*)?(?:file\\s*\\(\\s*)?\"([^\"]+)\".*");

  private final Problems problems;
  private final Deque<Path> open = new ArrayDeque<>();
  private final Set<Path> seen = new HashSet<>();

  Includes(Problems problems) {
    this.problems = problems;
  }

  void check(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    open.addLast(absolute);
    if (seen.add(absolute)) {
      List<String> lines = Files.readAllLines(absolute);
      for (int i = 0; i < lines.size(); i++) {
        Matcher include = INCLUDE.matcher(lines.get(i));
        if (include.matches()) {
          follow(absolute, i + 1, include.group(1));
        }
      }
    }
    open.removeLast();
  }

  private void follow(Path from, int line, String name) throws IOException {
    Path file = from.resolveSibling(name).normalize();
    String place = Origins.shown(from);
    if (open.contains(file)) {
      problems.add(
          new Problem(
              place,
              line,
              "include \"%s\" closes a circle; expected a file that does not include this one"
                  .formatted(name)));
    } else if (!Files.isRegularFile(file)) {
      problems.add(
          new Problem(
              place,
              line,
              "include \"%s\": no such file; expected %s".formatted(name, Origins.shown(file))));
    } else {
      check(file);
    }
  }
}
