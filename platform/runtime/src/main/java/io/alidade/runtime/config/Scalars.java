package io.alidade.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns one configured value into a Java value, and says what a type expects. */
final class Scalars {
  private static final String WHOLE = "a whole number";
  private static final String NUMBER = "a number";

  private static final Map<Class<?>, String> EXPECTATIONS =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(Path.class, "a path"),
          Map.entry(Duration.class, "a duration, as in 30 s"),
          Map.entry(boolean.class, "true or false"),
          Map.entry(Boolean.class, "true or false"),
          Map.entry(int.class, WHOLE),
          Map.entry(Integer.class, WHOLE),
          Map.entry(long.class, WHOLE),
          Map.entry(Long.class, WHOLE),
          Map.entry(float.class, NUMBER),
          Map.entry(Float.class, NUMBER),
          Map.entry(double.class, NUMBER),
          Map.entry(Double.class, NUMBER));

  private Scalars() {}

  static boolean handles(Class<?> type) {
    return type.isEnum() || EXPECTATIONS.containsKey(type);
  }

  static String expectation(Class<?> type) {
    String expectation = EXPECTATIONS.get(type);
    return expectation != null ? expectation : "one of " + String.join(", ", words(type));
  }

  /** The constants of an enum as configuration spells them; empty for other types. */
  static List<String> words(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(each -> KeyNames.word((Enum<?>) each)).toList()
        : List.of();
  }

  /** Empty where the value is no such thing. */
  static Optional<Object> convert(ConfigValue value, Class<?> type) {
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      return Optional.empty();
    }
    Config holder = ConfigFactory.empty().withValue("v", value);
    String text = holder.getString("v"); // A number as it was written, 1e3 and not 1000.
    try {
      if (type == String.class) {
        return Optional.of(text);
      } else if (type == Path.class) {
        return Optional.of(Path.of(text));
      } else if (type == Duration.class) {
        return Optional.of(holder.getDuration("v"));
      } else if (type == boolean.class || type == Boolean.class) {
        return Optional.of(holder.getBoolean("v"));
      } else if (type.isEnum()) {
        return Arrays.stream(type.getEnumConstants())
            .filter(constant -> KeyNames.word((Enum<?>) constant).equals(text))
            .findFirst()
            .map(constant -> (Object) constant);
      }
      return Optional.of(number(new BigDecimal(text.strip()), type));
    } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Numbers may come as text, from the environment or from {@code -D}. */
  private static Object number(BigDecimal number, Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return number.intValueExact();
    } else if (type == long.class || type == Long.class) {
      return number.longValueExact();
    } else if (type == float.class || type == Float.class) {
      return finite(number.floatValue());
    }
    return finite(number.doubleValue());
  }

  private static <N extends Number> N finite(N number) {
    if (Double.isInfinite(number.doubleValue())) {
      throw new ArithmeticException(number + " is beyond the type");
    }
    return number;
  }
}
