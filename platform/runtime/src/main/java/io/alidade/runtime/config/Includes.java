package io.alidade.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Follows includes, relative to the file they stand in. The parser of itself passes over a missing
 * file in silence, reports a cycle without its place, and would fetch a URL.
 */
final class Includes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private final Problems problems;
  private final List<Path> open = new ArrayList<>();

  Includes(Problems problems) {
    this.problems = problems;
  }

  /** The file with all it includes, not resolved. */
  Config parse(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    open.add(absolute);
    try {
      return ConfigFactory.parseFile(
          absolute.toFile(),
          ConfigParseOptions.defaults().setIncluder(this).setAllowMissing(false));
    } finally {
      open.remove(open.size() - 1);
    }
  }

  private ConfigObject follow(String name) {
    Path from = open.get(open.size() - 1);
    Path file =
        Stream.of(name, name + ".conf")
            .map(each -> from.resolveSibling(each).normalize())
            .filter(Files::isRegularFile)
            .findFirst()
            .orElse(from.resolveSibling(name).normalize());
    if (open.contains(file)) {
      String cycle =
          Stream.concat(open.subList(open.indexOf(file), open.size()).stream(), Stream.of(file))
              .map(Place::shown)
              .collect(Collectors.joining(" -> "));
      return refuse(
          name, "closes a cycle (" + cycle + "); expected a file that does not lead back");
    } else if (!Files.isRegularFile(file)) {
      return refuse(name, "names no file; expected one at " + Place.shown(file));
    }
    return parse(file).root();
  }

  private ConfigObject refuse(String name, String sentence) {
    Path from = open.get(open.size() - 1);
    problems.add(
        new Place(Place.shown(from), line(from, name)), "include \"" + name + "\" " + sentence);
    return ConfigFactory.empty().root();
  }

  /** The parser does not tell an includer the line. */
  private static int line(Path file, String name) {
    Pattern include = Pattern.compile("^[^#]*\\binclude\\b[^#]*\"" + Pattern.quote(name) + "\"");
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (include.matcher(lines.get(i)).find()) {
          return i + 1;
        }
      }
    } catch (IOException e) {
      return 0; // It was readable a moment ago; the problem is reported without its line.
    }
    return 0;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return follow(what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return follow(what.toString());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return refuse(what.toString(), "is a URL; expected a file");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return refuse(what, "is a class path resource; expected a file");
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }
}
