package io.alidade.runtime.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import io.alidade.api.Range;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How messages say a value, and what a type expects. */
final class Words {
  private Words() {}

  /** As the user wrote it; blocks and lists are not spelt out. */
  static String shown(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a block";
      case LIST -> "a list";
      case STRING -> "\"" + value.unwrapped() + "\"";
      case NULL -> "null";
      default -> ConfigFactory.empty().withValue("v", value).getString("v");
    };
  }

  /** {@code a whole number of at least 1}. */
  static String expectation(Type type, @Nullable Range range) {
    Class<?> raw = Types.raw(type);
    if (raw == Optional.class) {
      return expectation(Types.argument(type, 0), range);
    } else if (raw == List.class) {
      return "a list, each item " + expectation(Types.argument(type, 0), range);
    } else if (raw == Map.class) {
      return "a block, each value " + expectation(Types.argument(type, 1), range);
    } else if (Scalars.handles(raw)) {
      return Scalars.expectation(raw) + (range == null ? "" : Ranges.limits(range));
    }
    return "a block { ... }";
  }
}
