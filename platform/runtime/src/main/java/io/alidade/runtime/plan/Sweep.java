package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.alidade.runtime.config.Nearest;
import io.alidade.runtime.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cells of a {@code sweep}: every combination of the lists in {@code product}, each with the
 * first, second, ... values of all lists in {@code paired}; then the rules in {@code when}.
 *
 * <pre>{@code
 * sweep {
 *   product { "train.optimizer.rate" = [1e-3, 3e-3] }
 *   paired { "train.steps" = [500, 1000], "train.batch-size" = [256, 128] }
 *   when = [
 *     { if { "train.steps" = 500 }, set { "train.schedule.warm-up" = 0.2 } }
 *     { if { "train.optimizer.rate" = 3e-3, "train.steps" = 1000 }, skip = true }
 *   ]
 * }
 * }</pre>
 */
final class Sweep {
  private static final Set<String> KEYS = new LinkedHashSet<>(List.of("product", "paired", "when"));

  private final Problems problems;
  private final Config given;

  /**
   * @param given what stands on the command line
   */
  Sweep(Problems problems, Config given) {
    this.problems = problems;
    this.given = given;
  }

  /** The cells that no rule skips; where anything is wrong, those that could be read. */
  List<Cell> cells(ConfigObject sweep) {
    sweep.forEach(
        (key, value) -> {
          if (!KEYS.contains(key)) {
            problems.add(
                value.origin(),
                "sweep.%s is no known key; expected one of %s%s"
                    .formatted(key, String.join(", ", KEYS), Nearest.hint(key, KEYS)));
          }
        });
    Map<String, ConfigList> product = axes(sweep, "product");
    Map<String, ConfigList> paired = axes(sweep, "paired");
    Set<String> swept = new LinkedHashSet<>(product.keySet());
    paired.forEach(
        (key, list) -> {
          if (!swept.add(key)) {
            problems.add(
                list.origin(),
                "sweep.paired has %s, and so has sweep.product; expected it once".formatted(key));
          }
        });
    List<Map<String, ConfigValue>> points = List.of(Map.of());
    for (Map.Entry<String, ConfigList> axis : product.entrySet()) {
      points = times(points, each(axis.getKey(), axis.getValue()));
    }
    points = times(points, rows(paired));
    return new SweepRules(problems, swept).apply(points, sweep.get("when"));
  }

  private static List<Map<String, ConfigValue>> each(String key, ConfigList values) {
    List<Map<String, ConfigValue>> points = new ArrayList<>();
    values.forEach(value -> points.add(Map.of(key, value)));
    return points;
  }

  private static List<Map<String, ConfigValue>> times(
      List<Map<String, ConfigValue>> left, List<Map<String, ConfigValue>> right) {
    List<Map<String, ConfigValue>> product = new ArrayList<>();
    for (Map<String, ConfigValue> a : left) {
      for (Map<String, ConfigValue> b : right) {
        Map<String, ConfigValue> both = new LinkedHashMap<>(a);
        both.putAll(b);
        product.add(both);
      }
    }
    return product;
  }

  /** The first values of all lists, then the second, and so on. */
  private List<Map<String, ConfigValue>> rows(Map<String, ConfigList> lists) {
    int length = lists.values().stream().mapToInt(List::size).min().orElse(0);
    lists.forEach(
        (key, list) -> {
          if (list.size() != length) {
            problems.add(
                list.origin(),
                "sweep.paired.%s has %d values; expected %d, as the shortest list beside it"
                    .formatted(key, list.size(), length));
          }
        });
    List<Map<String, ConfigValue>> rows = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Map<String, ConfigValue> row = new LinkedHashMap<>();
      for (Map.Entry<String, ConfigList> list : lists.entrySet()) {
        row.put(list.getKey(), list.getValue().get(i));
      }
      rows.add(row);
    }
    return rows.isEmpty() ? List.of(Map.of()) : rows;
  }

  /** The lists of a block by dotted key, in the order of the keys. */
  private Map<String, ConfigList> axes(ConfigObject sweep, String name) {
    Map<String, ConfigList> axes = new TreeMap<>();
    if (sweep.get(name) instanceof ConfigObject block) {
      dotted(block)
          .forEach(
              (key, value) -> {
                if (!(value instanceof ConfigList list) || list.isEmpty()) {
                  refuse(value, name, key, "is no list of values; expected some, as in [1, 2]");
                } else if (!isPath(key)) {
                  refuse(value, name, key, "is no key; expected one like train.steps");
                } else if (given.hasPathOrNull(key)) {
                  refuse(value, name, key, "is given with -D too; expected one of the two");
                } else {
                  axes.put(key, list);
                }
              });
    } else if (sweep.containsKey(name)) {
      problems.add(
          sweep.get(name).origin(),
          "sweep.%s is no block; expected { \"key\" = [value, ...] }".formatted(name));
    }
    return axes;
  }

  private void refuse(ConfigValue value, String name, String key, String sentence) {
    problems.add(value.origin(), "sweep.%s.%s %s".formatted(name, key, sentence));
  }

  private static boolean isPath(String key) {
    try {
      return !ConfigUtil.splitPath(key).isEmpty();
    } catch (ConfigException e) {
      return false;
    }
  }

  /** Keys may be written as paths, quoted or not. */
  static Map<String, ConfigValue> dotted(ConfigObject object) {
    Map<String, ConfigValue> values = new TreeMap<>();
    object.forEach(
        (key, value) -> {
          if (value instanceof ConfigObject nested) {
            dotted(nested).forEach((below, one) -> values.put(key + "." + below, one));
          } else {
            values.put(key, value);
          }
        });
    return values;
  }
}
