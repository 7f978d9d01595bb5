package io.alidade.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HOCON text; what is wrong with it goes into {@link Problems}. */
public final class ConfigText {
  /** Marks a value put where a substitution failed, so that the failure is reported once. */
  static final String PLACEHOLDER = "a failed substitution";

  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([^}]+)}");
  private static final int MOST_UNRESOLVED = 100;

  private ConfigText() {}

  /** A file with its includes, not yet resolved; empty where it cannot be parsed. */
  public static Config file(Path file, Problems problems) {
    String place = Origins.shown(file);
    if (!Files.isRegularFile(file)) {
      problems.add(
          new Problem(place, 0, "no such file; expected an experiment in HOCON (NAME.conf)"));
      return ConfigFactory.empty();
    }
    try {
      Problems includes = new Problems();
      new Includes(includes).check(file);
      includes.list().forEach(problems::add);
      return includes.isEmpty()
          ? ConfigFactory.parseFile(file.toFile(), ConfigParseOptions.defaults())
          : ConfigFactory.empty();
    } catch (ConfigException e) {
      syntax(e, place, problems);
    } catch (IOException e) {
      problems.add(new Problem(place, 0, "cannot be read: " + e.getMessage()));
    }
    return ConfigFactory.empty();
  }

  /** Text that comes along, as defaults do; {@code name} stands for it in messages. */
  public static Config text(String text, String name) {
    return ConfigFactory.parseString(
        text, ConfigParseOptions.defaults().setOriginDescription(name));
  }

  /**
   * {@code -D key=value}, each value as HOCON where it is HOCON and as a string where it is not.
   */
  public static Config overrides(Map<String, String> values, Problems problems) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String place = "-D " + entry.getKey();
      try {
        config = override(entry.getKey(), entry.getValue(), place).withFallback(config);
      } catch (ConfigException e) {
        problems.add(
            new Problem(
                place, 0, "is no key; expected one like train.steps, as in train.steps=10"));
      }
    }
    return config;
  }

  private static Config override(String key, String value, String place) {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(place);
    try {
      return ConfigFactory.parseString(key + " = " + value, options);
    } catch (ConfigException e) {
      return ConfigFactory.parseString(
          key + " = " + com.typesafe.config.ConfigUtil.quoteString(value), options);
    }
  }

  /** Substitutes, from the configuration itself and then from the environment. */
  public static Config resolve(Config config, Problems problems) {
    Config current = config;
    for (int i = 0; i < MOST_UNRESOLVED; i++) {
      try {
        return current.resolve(ConfigResolveOptions.defaults());
      } catch (ConfigException.UnresolvedSubstitution e) {
        Matcher missing = UNRESOLVED.matcher(String.valueOf(e.getMessage()));
        if (!missing.find()) {
          problems.add(e.origin(), "a substitution cannot be resolved: " + e.getMessage());
          return ConfigFactory.empty();
        }
        problems.add(
            e.origin(),
            "${%s} is not set; expected a key of this configuration or an environment variable"
                .formatted(missing.group(1)));
        current =
            ConfigFactory.empty()
                .withValue(
                    missing.group(1), ConfigValueFactory.fromAnyRef(PLACEHOLDER, PLACEHOLDER))
                .withFallback(current);
      } catch (ConfigException e) {
        problems.add(
            e.origin() == null ? config.origin() : e.origin(),
            "a substitution cannot be resolved: " + e.getMessage());
        return ConfigFactory.empty();
      }
    }
    return ConfigFactory.empty();
  }

  /** HOCON that reads back to the same configuration, keys sorted, no comments. */
  public static String render(Config config) {
    return config
        .root()
        .render(
            ConfigRenderOptions.defaults()
                .setOriginComments(false)
                .setComments(false)
                .setJson(false)
                .setFormatted(true));
  }

  private static void syntax(ConfigException e, String place, Problems problems) {
    String message = String.valueOf(e.getMessage());
    int line = e.origin() == null ? 0 : Math.max(0, e.origin().lineNumber());
    // The library's message opens with the place and ends with advice on quoting.
    String sentence = message.replaceFirst("^.*?\\.conf: \\d+: ", "").replaceAll("\\s+", " ");
    problems.add(new Problem(place, line, "is no HOCON: " + sentence));
  }
}
