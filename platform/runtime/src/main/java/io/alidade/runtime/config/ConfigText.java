package io.alidade.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes HOCON text; what is wrong with a user's goes into {@link Problems}. */
public final class ConfigText {
  /** Marks a value put where a substitution failed, so that the failure is reported once. */
  private static final String PLACEHOLDER = "a failed substitution";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
  // The parser asks for a parenthesis there, which is not what a reader should look for.
  private static final String UNCLOSED = "a block is not closed; expected } before the end of file";
  // Each round finds one; a bound in case a placeholder should not help.
  private static final int MOST_UNRESOLVED = 100;

  private ConfigText() {}

  /** A file with its includes, not yet resolved; empty where it cannot be read. */
  public static Config file(Path file, Problems problems) {
    Place place = new Place(Place.shown(file), 0);
    if (!Files.isRegularFile(file)) {
      problems.add(place, "no such file; expected an experiment in HOCON (NAME.conf)");
      return ConfigFactory.empty();
    }
    try {
      return new Includes(problems).parse(file);
    } catch (ConfigException.IO e) {
      problems.add(place, "cannot be read (" + e.getMessage() + "); expected a text file");
    } catch (ConfigException e) {
      syntax(e, place, problems);
    }
    return ConfigFactory.empty();
  }

  /** How messages name a file: relative to where the user stands when it lies below. */
  public static String shown(Path file) {
    return Place.shown(file);
  }

  /** The library's message opens with the place and ends with advice on quoting. */
  private static void syntax(ConfigException e, Place file, Problems problems) {
    Place place = e.origin() == null ? file : Place.of(e.origin());
    String sentence =
        String.valueOf(e.getMessage())
            .replaceFirst("^.*?: \\d+: ", "")
            .replaceFirst(" \\(if you .*$", "")
            .replaceFirst("(?i)^expecting a close parentheses.*end of file$", UNCLOSED)
            .replaceAll("\\s+", " ")
            // A file that is no text must not write to the terminal.
            .replaceAll("[\\p{Cntrl}\uFFFD]", "?");
    problems.add(
        place,
        "is no HOCON: "
            + sentence.substring(0, 1).toLowerCase(Locale.ROOT)
            + sentence.substring(1));
  }

  /**
   * Text that comes along, as defaults do.
   *
   * @param owner what the text belongs to, for messages; empty for the platform
   * @throws ConfigException when it is no HOCON
   */
  public static Config defaults(String text, String owner) {
    String name = owner.isEmpty() ? Place.DEFAULTS : owner + "/" + Place.DEFAULTS;
    return ConfigFactory.parseString(
        text, ConfigParseOptions.defaults().setOriginDescription(name));
  }

  /** Substitutes, from the configuration itself and then from the environment. */
  public static Config resolve(Config config, Problems problems) {
    Config current = config;
    for (int i = 0; i < MOST_UNRESOLVED; i++) {
      try {
        return current.resolve(ConfigResolveOptions.defaults());
      } catch (ConfigException.UnresolvedSubstitution e) {
        String message = String.valueOf(e.getMessage());
        Matcher reference = REFERENCE.matcher(message);
        if (!reference.find()) {
          problems.add(e.origin(), "has a substitution that cannot be resolved: " + message);
          break;
        }
        String path = reference.group(1);
        problems.add(
            e.origin(),
            message.contains("cycle")
                ? "${" + path + "} leads back to itself; expected a value at the end"
                : "${"
                    + path
                    + "} is not set; expected a key of this configuration or an environment"
                    + " variable");
        current =
            ConfigFactory.empty()
                .withValue(path, ConfigValueFactory.fromAnyRef(PLACEHOLDER, PLACEHOLDER))
                .withFallback(current);
      }
    }
    return ConfigFactory.empty();
  }

  /** Whether the value stands in for a substitution that failed and was reported. */
  static boolean isPlaceholder(ConfigValue value) {
    return value.origin().description().contains(PLACEHOLDER);
  }

  /** HOCON that reads back to the same configuration, keys sorted, no comments. */
  public static String render(Config config) {
    return render(config, false);
  }

  /** The same with the comments that its values have. */
  public static String renderWithComments(Config config) {
    return render(config, true);
  }

  private static String render(Config config, boolean comments) {
    return config
        .root()
        .render(
            ConfigRenderOptions.defaults()
                .setOriginComments(false)
                .setComments(comments)
                .setJson(false)
                .setFormatted(true));
  }
}
