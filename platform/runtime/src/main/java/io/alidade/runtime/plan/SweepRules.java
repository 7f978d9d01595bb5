package io.alidade.runtime.plan;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.alidade.runtime.config.Nearest;
import io.alidade.runtime.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules in {@code sweep.when}: where a point has all of {@code if}, {@code set} gives it values
 * besides, and {@code skip = true} leaves it out. Later rules win over earlier ones.
 */
final class SweepRules {
  private static final Set<String> KEYS = new TreeSet<>(Set.of("if", "set", "skip"));

  private final Problems problems;
  private final Set<String> swept;

  SweepRules(Problems problems, Set<String> swept) {
    this.problems = problems;
    this.swept = swept;
  }

  List<Cell> apply(List<Map<String, ConfigValue>> points, @Nullable ConfigValue when) {
    List<ConfigObject> rules = rules(when);
    List<Cell> cells = new ArrayList<>();
    for (Map<String, ConfigValue> point : points) {
      Map<String, ConfigValue> values = new LinkedHashMap<>(point);
      boolean skipped = false;
      for (ConfigObject rule : rules) {
        if (holds(rule, point)) {
          skipped |= isSkip(rule);
          values.putAll(rule.get("set") instanceof ConfigObject set ? Sweep.dotted(set) : Map.of());
        }
      }
      if (!skipped) {
        cells.add(new Cell(Cell.name(point), values));
      }
    }
    for (ConfigObject rule : rules) {
      if (points.stream().noneMatch(point -> holds(rule, point))) {
        problems.add(
            rule.origin(),
            "sweep.when has a rule that holds for no cell; expected values of the sweep");
      }
    }
    if (cells.isEmpty() && when != null) {
      problems.add(when.origin(), "sweep.when skips every cell; expected one that is run");
    }
    return cells;
  }

  private List<ConfigObject> rules(@Nullable ConfigValue when) {
    List<ConfigObject> sound = new ArrayList<>();
    if (when instanceof ConfigList list) {
      for (ConfigValue rule : list) {
        if (rule instanceof ConfigObject object
            && KEYS.containsAll(object.keySet())
            && object.get("if") instanceof ConfigObject condition
            && (object.get("set") instanceof ConfigObject) != isSkip(object)) {
          if (isSwept(condition)) {
            sound.add(object);
          }
        } else {
          problems.add(
              rule.origin(),
              "sweep.when holds no rule; expected { if { ... }, set { ... } } or { if { ... }, skip"
                  + " = true }");
        }
      }
    } else if (when != null) {
      problems.add(when.origin(), "sweep.when is no list; expected rules, [{ if ..., set ... }]");
    }
    return sound;
  }

  private boolean isSwept(ConfigObject condition) {
    boolean known = true;
    for (Map.Entry<String, ConfigValue> wanted : Sweep.dotted(condition).entrySet()) {
      if (!swept.contains(wanted.getKey())) {
        known = false;
        problems.add(
            wanted.getValue().origin(),
            "sweep.when asks for %s, which is not swept; expected one of %s%s"
                .formatted(
                    wanted.getKey(),
                    String.join(", ", swept),
                    Nearest.hint(wanted.getKey(), swept)));
      }
    }
    return known;
  }

  private static boolean isSkip(ConfigObject rule) {
    ConfigValue skip = rule.get("skip");
    return skip != null && Boolean.TRUE.equals(skip.unwrapped());
  }

  /** Compared as values: 1e-3 is 0.001. */
  private static boolean holds(ConfigObject rule, Map<String, ConfigValue> point) {
    return rule.get("if") instanceof ConfigObject condition
        && Sweep.dotted(condition).entrySet().stream()
            .allMatch(
                wanted -> {
                  ConfigValue has = point.get(wanted.getKey());
                  return has != null
                      && Canonical.text(has).equals(Canonical.text(wanted.getValue()));
                });
  }
}
