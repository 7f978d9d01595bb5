package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One cell of a sweep.
 *
 * @param name what tells this cell from the others, empty where there is one
 * @param values by dotted key
 */
record Cell(String name, Map<String, ConfigValue> values) {
  /** Where nothing is swept. */
  static final Cell ALONE = new Cell("", Map.of());

  Cell {
    values = Map.copyOf(values);
  }

  /** The configuration with the cell's values in it. */
  Config in(Config written) {
    Config config = written;
    for (Map.Entry<String, ConfigValue> value : new TreeMap<>(values).entrySet()) {
      config = config.withValue(value.getKey(), value.getValue());
    }
    return config;
  }

  /**
   * {@code rate=3e-3,steps=500}: the last part of each key is enough for a reader, unless two keys
   * share it.
   */
  static String name(Map<String, ConfigValue> point) {
    List<String> parts = new ArrayList<>();
    Map<String, Long> uses =
        point.keySet().stream().collect(Collectors.groupingBy(Cell::last, Collectors.counting()));
    point.forEach(
        (key, value) -> {
          String shortest = uses.getOrDefault(last(key), 1L) == 1 ? last(key) : key;
          parts.add(shortest + "=" + shown(value));
        });
    return String.join(",", parts);
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private static String shown(ConfigValue value) {
    return value instanceof ConfigList || value instanceof com.typesafe.config.ConfigObject
        ? value.render(ConfigRenderOptions.concise())
        : ConfigFactory.empty().withValue("v", value).getString("v");
  }
}
