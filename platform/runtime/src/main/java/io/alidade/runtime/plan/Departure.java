package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a method that is not its default, which is the paper's or says whose it is. The text
 * of a configuration carries it as a comment above the key, so that whoever reads a run's later has
 * both without the plugin.
 *
 * @param key with the method's id before it
 * @param value as the experiment has it
 * @param standard the method's default, {@code none} where it has none
 */
public record Departure(String key, String value, String standard) {
  private static final String MARK = "default ";

  /** {@code acme.mine.size = 48 (default 96)}. */
  public String sentence() {
    return "%s = %s (default %s)".formatted(key, value, standard);
  }

  /** The block with a comment at each value that differs from the default. */
  static ConfigObject marked(ConfigObject block, ConfigObject defaults) {
    ConfigObject marked = block;
    for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
      ConfigValue value = entry.getValue();
      ConfigValue standard = defaults.get(entry.getKey());
      if (value instanceof ConfigObject inner && standard instanceof ConfigObject ofInner) {
        marked = marked.withValue(entry.getKey(), marked(inner, ofInner));
      } else if (!isSame(value, standard)) {
        String comment = MARK + shown(standard);
        marked =
            marked.withValue(
                entry.getKey(), value.withOrigin(value.origin().withComments(List.of(comment))));
      }
    }
    return marked;
  }

  private static boolean isSame(ConfigValue value, @Nullable ConfigValue standard) {
    return standard == null
        ? value.valueType() == ConfigValueType.NULL
        : Canonical.text(value).equals(Canonical.text(standard));
  }

  private static String shown(@Nullable ConfigValue value) {
    return value == null || value.valueType() == ConfigValueType.NULL
        ? "none"
        : value.render(ConfigRenderOptions.concise());
  }

  /**
   * Those that a configuration's text carries, by key; none where it is no HOCON.
   *
   * @param configuration what {@link Experiment#annotated} gave
   */
  public static List<Departure> of(String configuration, String method) {
    List<Departure> found = new ArrayList<>();
    try {
      Config config = ConfigFactory.parseString(configuration);
      if (Names.find(config.root(), method) instanceof ConfigObject block) {
        collect(method, block, found);
      }
    } catch (ConfigException e) {
      return List.of(); // A run is shown whatever its text looks like.
    }
    return found;
  }

  private static void collect(String path, ConfigObject block, List<Departure> found) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(block).entrySet()) {
      String key = path + "." + entry.getKey();
      ConfigValue value = entry.getValue();
      for (String comment : value.origin().comments()) {
        if (comment.strip().startsWith(MARK)) {
          String standard = comment.strip().substring(MARK.length());
          found.add(new Departure(key, shown(value), standard));
        }
      }
      if (value instanceof ConfigObject inner) {
        collect(key, inner, found);
      }
    }
  }
}
