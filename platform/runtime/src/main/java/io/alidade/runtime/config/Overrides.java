package io.alidade.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import java.util.Map;
import java.util.regex.Pattern;

/** Values given on the command line, {@code -D key=value}. */
public final class Overrides {
  static final String PREFIX = "-D ";

  /**
   * What is read as HOCON: lists, blocks, quoted text, substitutions, numbers, and null, which
   * takes a key away. The rest is text as it stands, so that no comma, # or = in it is taken for
   * syntax.
   */
  private static final Pattern HOCON =
      Pattern.compile(
          "\\s*(?:[\\[{\"].*|\\$\\{.*|null|true|false|[+-]?[\\d.][\\d.eE+-]*)\\s*", Pattern.DOTALL);

  private Overrides() {}

  /** Later keys win over earlier ones. */
  public static Config of(Map<String, String> values, Problems problems) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      Place place = new Place(PREFIX + entry.getKey(), 0);
      try {
        ConfigUtil.splitPath(entry.getKey());
      } catch (ConfigException e) {
        problems.add(place, "is no key; expected one like train.steps, as in train.steps=10");
        continue;
      }
      try {
        config = parsed(entry.getKey(), entry.getValue(), place).withFallback(config);
      } catch (ConfigException e) {
        problems.add(
            place,
            entry.getValue()
                + " is no value; expected HOCON, as in [1, 2], or text without [ or {");
      }
    }
    return config;
  }

  private static Config parsed(String key, String value, Place place) {
    String hocon = HOCON.matcher(value).matches() ? value : ConfigUtil.quoteString(value);
    return ConfigFactory.parseString(
        key + " = " + hocon, ConfigParseOptions.defaults().setOriginDescription(place.name()));
  }
}
