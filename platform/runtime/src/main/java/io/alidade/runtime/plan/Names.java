package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.alidade.runtime.config.Nearest;
import io.alidade.runtime.config.Problems;
import io.alidade.runtime.plugin.DatasetIds;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks names of methods, data sets and protocols against the catalog. */
final class Names {
  private final Catalog catalog;
  private final Problems problems;

  Names(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  /** What stands before the dot of methods' ids: top-level blocks that are not the platform's. */
  Set<String> families() {
    return catalog.methods().stream()
        .map(id -> id.substring(0, id.indexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every name that the configuration gives, but those in {@code evaluate}. */
  void check(Config resolved) {
    one(resolved, "method", "method", catalog.methods());
    one(resolved, "data.dataset", "data set", catalog.datasets());
    one(resolved, "canary.dataset", "data set", catalog.datasets());
    if (resolved.root().get("baselines") instanceof ConfigList baselines) {
      for (int i = 0; i < baselines.size(); i++) {
        known("baselines[" + i + "]", baselines.get(i), "method", catalog.methods());
      }
    }
    for (String family : families()) {
      if (resolved.root().get(family) instanceof ConfigObject blocks) {
        blocks.forEach((name, block) -> block(family + "." + name, block));
      } else if (resolved.root().containsKey(family)) {
        problems.add(
            resolved.root().get(family).origin(),
            "%s is no block; expected a method's, as in %s { ... }"
                .formatted(family, firstOf(family)));
      }
    }
  }

  private String firstOf(String family) {
    return catalog.methods().stream()
        .filter(id -> id.startsWith(family + "."))
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  private void block(String id, ConfigValue block) {
    if (!catalog.methods().contains(id)) {
      problems.add(
          block.origin(), id + " is a block of no known method" + rest(id, catalog.methods()));
    }
  }

  private void one(Config resolved, String path, String noun, Set<String> known) {
    ConfigValue value = find(resolved.root(), path);
    if (value != null && value.valueType() != ConfigValueType.NULL) {
      known(path, value, noun, known);
    }
  }

  /** Whether the value is one of the known names; if it is another, that is reported. */
  boolean known(String path, ConfigValue value, String noun, Set<String> known) {
    if (value instanceof ConfigObject || value instanceof ConfigList) {
      return false; // The binder says so.
    }
    String name = String.valueOf(value.unwrapped());
    String declared = DatasetIds.declared(name); // of nothing else does an id hold a colon
    if (!known.contains(declared)) {
      problems.add(
          value.origin(),
          "%s is \"%s\", no known %s%s".formatted(path, name, noun, rest(declared, known)));
      return false;
    }
    return true;
  }

  /** Null where there is none, also where something on the way is no block. */
  static @Nullable ConfigValue find(ConfigObject root, String path) {
    ConfigValue value = root;
    for (String key : ConfigUtil.splitPath(path)) {
      value = value instanceof ConfigObject object ? object.get(key) : null;
    }
    return value;
  }

  private static String rest(String name, Set<String> known) {
    List<String> shown = known.stream().sorted().map(DatasetIds::shown).toList();
    return "; expected "
        + (known.isEmpty() ? "one of a plugin, and none is installed" : "one of ")
        + String.join(", ", shown)
        + Nearest.hint(DatasetIds.shown(name), shown);
  }
}
