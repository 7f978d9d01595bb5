package io.alidade.runtime.plugin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of entries that could leave the folder they are unpacked in, or hide one another. */
final class ArchiveNames {
  private ArchiveNames() {}

  /**
   * Checks every name; {@code unpacked} archives must also fit a file system that ignores case.
   *
   * @throws io.alidade.api.AlidadeException naming the first entry that is refused
   */
  static void check(List<String> names, boolean unpacked) {
    Set<String> seen = new HashSet<>();
    Map<String, String> folded = new HashMap<>();
    for (String name : names) {
      checkOne(name);
      if (!seen.add(name)) {
        throw Refusal.of("holds two entries named %s; expected each name once", shown(name));
      }
      if (unpacked) {
        String other = folded.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (other != null) {
          throw Refusal.of(
              "holds %s and %s, which are one file where case is ignored; rename one",
              shown(other), shown(name));
        }
      }
    }
  }

  private static void checkOne(String name) {
    if (name.isEmpty() || name.startsWith("/")) {
      throw Refusal.of("holds an entry with the absolute name %s; expected relative", shown(name));
    }
    if (name.indexOf('\\') >= 0 || name.indexOf(':') >= 0 || name.chars().anyMatch(c -> c < 32)) {
      throw Refusal.of(
          "holds an entry named %s; expected no backslash, colon or control character",
          shown(name));
    }
    for (String part : name.split("/", -1)) {
      if (part.equals("..") || part.equals(".")) {
        throw Refusal.of(
            "holds an entry named %s, which would leave its folder (zip slip)", shown(name));
      }
    }
  }

  /** Harmless on a terminal, and short. */
  private static String shown(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return "'" + (clean.length() > 80 ? clean.substring(0, 77) + "..." : clean) + "'";
  }
}
