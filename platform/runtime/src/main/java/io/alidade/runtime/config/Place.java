package io.alidade.runtime.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value stands, as a user would say it.
 *
 * @param name a file, or {@code -D key}
 * @param line from 1, or 0 where the place has no lines
 */
record Place(String name, int line) {
  /** Defaults are named so; a user's own file of that name has an absolute path before it. */
  static final String DEFAULTS = "reference.conf";

  // What was merged of several is described as "merge of A: 3-10,B: 1", the strongest first.
  private static final String MERGED = "merge of ";
  private static final Pattern LINED = Pattern.compile("(.+?): (\\d+)(?:-\\d+)?(?:,.*)?");

  static Place of(ConfigOrigin origin) {
    String description = origin.description();
    Matcher lined =
        LINED.matcher(
            description.startsWith(MERGED) ? description.substring(MERGED.length()) : description);
    if (!lined.matches()) {
      return new Place(shown(description), 0);
    }
    String name = lined.group(1);
    return name.startsWith(Overrides.PREFIX)
        ? new Place(name, 0)
        : new Place(shown(name), Integer.parseInt(lined.group(2)));
  }

  /** Whether a user wrote what stands there. */
  boolean isUsers() {
    return name.startsWith(Overrides.PREFIX) || (line > 0 && !isDefault());
  }

  private boolean isDefault() {
    return name.endsWith(DEFAULTS) && !Path.of(name).isAbsolute();
  }

  private static String shown(String name) {
    return name.startsWith(Overrides.PREFIX) || !Path.of(name).isAbsolute()
        ? name
        : shown(Path.of(name));
  }

  /** Relative to where the user stands when the file lies below it. */
  static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(here) && !absolute.equals(here)
        ? here.relativize(absolute).toString()
        : absolute.toString();
  }
}
