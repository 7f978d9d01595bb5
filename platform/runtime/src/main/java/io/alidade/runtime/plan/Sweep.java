package io.alidade.runtime.plan;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.alidade.runtime.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cells of a {@code sweep}: every combination of the lists in {@code product}, each with every
 * object in {@code paired}; then, for each object in {@code when}, its {@code set} where the cell
 * has all of its {@code if}.
 */
final class Sweep {
  private static final List<String> KEYS = List.of("product", "paired", "when");

  private final Problems problems;

  Sweep(Problems problems) {
    this.problems = problems;
  }

  /**
   * @param name what tells this cell from the others, empty where there is one
   * @param values by dotted key
   */
  record Cell(String name, Map<String, ConfigValue> values) {}

  List<Cell> cells(ConfigObject sweep) {
    sweep.forEach(
        (key, value) -> {
          if (!KEYS.contains(key)) {
            problems.add(
                value.origin(),
                "sweep." + key + " is no known key; expected one of " + String.join(", ", KEYS));
          }
        });
    List<Map<String, ConfigValue>> cells = List.of(Map.of());
    if (sweep.get("product") instanceof ConfigObject product) {
      for (Map.Entry<String, ConfigValue> axis : new TreeMap<>(product).entrySet()) {
        cells = times(cells, axis(axis.getKey(), axis.getValue()));
      }
    }
    if (sweep.get("paired") instanceof ConfigList paired) {
      cells = times(cells, objects(paired, "sweep.paired"));
    }
    List<Cell> named = new ArrayList<>();
    for (Map<String, ConfigValue> cell : cells) {
      named.add(new Cell(name(cell), conditioned(cell, sweep.get("when"))));
    }
    return named;
  }

  private List<Map<String, ConfigValue>> axis(String key, ConfigValue values) {
    List<Map<String, ConfigValue>> cells = new ArrayList<>();
    if (values instanceof ConfigList list && !list.isEmpty()) {
      list.forEach(value -> cells.add(Map.of(key, value)));
    } else {
      problems.add(
          values.origin(), "sweep.product." + key + " is no list; expected its values, [a, b]");
    }
    return cells;
  }

  private List<Map<String, ConfigValue>> objects(ConfigList list, String path) {
    List<Map<String, ConfigValue>> cells = new ArrayList<>();
    for (ConfigValue value : list) {
      if (value instanceof ConfigObject object) {
        cells.add(dotted(object));
      } else {
        problems.add(value.origin(), path + " holds no block; expected { \"key\" = value, ... }");
      }
    }
    return cells;
  }

  private Map<String, ConfigValue> conditioned(
      Map<String, ConfigValue> cell, @org.jspecify.annotations.Nullable ConfigValue when) {
    Map<String, ConfigValue> values = new LinkedHashMap<>(cell);
    if (when instanceof ConfigList rules) {
      for (ConfigValue rule : rules) {
        if (rule instanceof ConfigObject object
            && object.get("if") instanceof ConfigObject condition
            && object.get("set") instanceof ConfigObject set) {
          boolean holds =
              dotted(condition).entrySet().stream()
                  .allMatch(
                      wanted -> {
                        ConfigValue has = cell.get(wanted.getKey());
                        return has != null && has.unwrapped().equals(wanted.getValue().unwrapped());
                      });
          if (holds) {
            values.putAll(dotted(set));
          }
        } else {
          problems.add(
              rule.origin(), "sweep.when holds no rule; expected { if { ... }, set { ... } }");
        }
      }
    }
    return values;
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

  /** Keys may be written as paths, quoted or not. */
  private static Map<String, ConfigValue> dotted(ConfigObject object) {
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

  /** {@code rate=0.001,steps=500}: the last part of each key is enough for a reader. */
  private static String name(Map<String, ConfigValue> cell) {
    List<String> parts = new ArrayList<>();
    cell.forEach(
        (key, value) -> {
          String shown =
              value.valueType() == ConfigValueType.LIST
                  ? value.unwrapped().toString().replace(" ", "")
                  : String.valueOf(value.unwrapped());
          parts.add(key.substring(key.lastIndexOf('.') + 1) + "=" + shown);
        });
    return String.join(",", parts);
  }
}
