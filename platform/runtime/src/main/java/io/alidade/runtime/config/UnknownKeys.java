package io.alidade.runtime.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds keys that a record does not have, and what they were probably meant to be. */
final class UnknownKeys {
  private final Class<? extends Record> type;
  private final String path;
  private final List<String> known;

  UnknownKeys(Class<? extends Record> type, String path, Set<String> besides) {
    this.type = type;
    this.path = path;
    this.known = new ArrayList<>(KeyNames.of(type));
    known.addAll(new TreeSet<>(besides));
  }

  /** Whether there are none. */
  boolean report(ConfigObject object, Problems problems) {
    boolean none = true;
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      ConfigValue value = entry.getValue();
      if (!known.contains(entry.getKey()) && !isPlaceholder(value)) {
        problems.add(value.origin(), sentence(entry.getKey(), value));
        none = false;
      }
    }
    return none;
  }

  /** A failed {@code ${a.b}} leaves a block {@code a} that nobody wrote. */
  private static boolean isPlaceholder(ConfigValue value) {
    return ConfigText.isPlaceholder(value)
        || (value instanceof ConfigObject object
            && object.values().stream().anyMatch(UnknownKeys::isPlaceholder));
  }

  private String sentence(String key, ConfigValue value) {
    boolean plain = !(value instanceof ConfigObject) && !(value instanceof ConfigList);
    return "%s%s is no known key; expected one of %s%s"
        .formatted(
            KeyNames.join(path, key),
            plain ? " = " + Words.shown(value) : "",
            String.join(", ", known),
            nearest(key).map(near -> "; did you mean " + near + "?").orElse(""));
  }

  /** A key of this block, or else one of a block in it: steps is train.steps. */
  private Optional<String> nearest(String key) {
    return Nearest.to(key, known)
        .map(near -> KeyNames.join(path, near))
        .or(
            () ->
                KeyNames.below(type, path).stream()
                    .filter(each -> each.endsWith("." + key))
                    .findFirst());
  }
}
