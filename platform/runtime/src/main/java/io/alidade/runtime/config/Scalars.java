package io.alidade.runtime.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns one configured value into a Java value. */
final class Scalars {
  private Scalars() {}

  static boolean handles(Class<?> type) {
    return type.isEnum()
        || type == String.class
        || type == Path.class
        || type == Duration.class
        || type == boolean.class
        || type == Boolean.class
        || isNumber(type);
  }

  static boolean isNumber(Class<?> type) {
    return type == int.class
        || type == long.class
        || type == double.class
        || type == float.class
        || type == Integer.class
        || type == Long.class
        || type == Double.class
        || type == Float.class;
  }

  /** Empty where the value is no such thing; {@link #expectation} says what was expected. */
  static Optional<Object> convert(ConfigValue value, Class<?> type) {
    String text = String.valueOf(value.unwrapped());
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      return Optional.empty();
    }
    try {
      if (type == String.class) {
        return Optional.of(text);
      } else if (type == Path.class) {
        return Optional.of(Path.of(text));
      } else if (type == Duration.class) {
        return Optional.of(ConfigFactory.empty().withValue("v", value).getDuration("v"));
      } else if (type == boolean.class || type == Boolean.class) {
        return Optional.of(ConfigFactory.empty().withValue("v", value).getBoolean("v"));
      } else if (type.isEnum()) {
        return Arrays.stream(type.getEnumConstants())
            .filter(constant -> KeyNames.word((Enum<?>) constant).equals(text))
            .findFirst()
            .map(constant -> (Object) constant);
      }
      return number(text, type);
    } catch (ConfigException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> number(String text, Class<?> type) {
    double number = Double.parseDouble(text);
    if (type == double.class || type == Double.class) {
      return Optional.of(number);
    } else if (type == float.class || type == Float.class) {
      return Optional.of((float) number);
    } else if (type == long.class || type == Long.class) {
      return number == Math.rint(number) ? Optional.of(whole(text, number)) : Optional.empty();
    }
    return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE
        ? Optional.of((int) number)
        : Optional.empty();
  }

  /** Through the text where it can be, since a double holds 53 bits of a long. */
  private static long whole(String text, double number) {
    return text.matches("[+-]?\\d+") ? Long.parseLong(text) : (long) number;
  }

  static String expectation(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> KeyNames.word((Enum<?>) constant))
              .collect(Collectors.joining(", "));
    } else if (type == String.class) {
      return "text";
    } else if (type == Path.class) {
      return "a path";
    } else if (type == Duration.class) {
      return "a duration, as in 30 s";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    return type == int.class || type == long.class || type == Integer.class || type == Long.class
        ? "a whole number"
        : "a number";
  }
}
