package io.alidade.runtime.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;

/** Where a value stands, as a user would say it. */
final class Origins {
  private Origins() {}

  static String place(ConfigOrigin origin) {
    if (origin.filename() != null) {
      return shown(Path.of(origin.filename()));
    }
    String description = origin.description();
    int line = description.lastIndexOf(": ");
    return line > 0 && description.substring(line + 2).matches("\\d+(-\\d+)?")
        ? description.substring(0, line)
        : description;
  }

  /** Relative to where the user stands when the file lies below it. */
  static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
  }
}
