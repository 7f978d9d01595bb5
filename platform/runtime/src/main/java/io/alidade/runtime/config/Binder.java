package io.alidade.runtime.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.alidade.api.Range;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds a configuration object to a record, component by component: {@code warmUp} reads {@code
 * warm-up}. Knows records, scalars, enums, {@code List}, {@code Map} with text keys, {@code
 * Optional} and, for what is bound later, {@link ConfigObject}. Defaults are the configuration's
 * business ({@code reference.conf}): a missing key is a problem unless its component is optional.
 */
public final class Binder {
  private final Problems problems;

  public Binder(Problems problems) {
    this.problems = problems;
  }

  /**
   * Empty where anything was wrong; what, stands in the problems.
   *
   * @param path of the object, for messages; empty at the root
   */
  public <R extends Record> Optional<R> bind(ConfigObject object, String path, Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<String> known =
        Arrays.stream(components).map(component -> KeyNames.key(component.getName())).toList();
    object.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            unknown(value, path, key, known);
          }
        });
    @Nullable Object[] values = new @Nullable Object[components.length];
    boolean complete = true;
    for (int i = 0; i < components.length; i++) {
      String key = known.get(i);
      values[i] = component(object, object.get(key), join(path, key), components[i]);
      complete &= values[i] != null;
    }
    return complete ? construct(object, path, type, values) : Optional.empty();
  }

  private void unknown(ConfigValue value, String path, String key, List<String> known) {
    problems.add(
        value.origin(),
        "%s is no known key; expected one of %s%s"
            .formatted(
                join(path, key),
                String.join(", ", known),
                Nearest.to(key, known)
                    .map(near -> "; did you mean " + join(path, near) + "?")
                    .orElse("")));
  }

  private @Nullable Object component(
      ConfigObject parent, @Nullable ConfigValue value, String path, RecordComponent component) {
    Type type = component.getGenericType();
    boolean optional = component.getType() == Optional.class;
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      if (optional) {
        return Optional.empty();
      }
      problems.add(parent.origin(), path + " is missing; expected " + expectation(type));
      return null;
    }
    if (optional) {
      return optional(value, path, argument(type, 0));
    }
    Object bound = value(value, path, type);
    Range range = component.getAnnotation(Range.class);
    if (bound instanceof Number number
        && range != null
        && !Ranges.holds(range, number.doubleValue())) {
      problems.add(
          value.origin(),
          "%s is %s; expected %s"
              .formatted(path, shown(value), Ranges.expectation(range, component.getType())));
      return null;
    }
    return bound;
  }

  private @Nullable Object optional(ConfigValue value, String path, Type type) {
    Object bound = value(value, path, type);
    return bound == null ? null : Optional.of(bound);
  }

  private @Nullable Object value(ConfigValue value, String path, Type type) {
    Class<?> raw = raw(type);
    if (value.origin().description().equals(ConfigText.PLACEHOLDER)) {
      return null; // Reported where the substitution stands.
    }
    if (Scalars.handles(raw)) {
      Optional<Object> converted = Scalars.convert(value, raw);
      if (converted.isPresent()) {
        return converted.get();
      }
    } else if (raw == List.class && value instanceof ConfigList list) {
      return list(list, path, argument(type, 0));
    } else if (value instanceof ConfigObject object) {
      if (raw == ConfigObject.class) {
        return object;
      } else if (raw == Map.class) {
        return map(object, path, argument(type, 1));
      } else if (raw.isRecord()) {
        return bind(object, path, raw.asSubclass(Record.class)).orElse(null);
      }
    }
    problems.add(
        value.origin(), "%s is %s; expected %s".formatted(path, shown(value), expectation(type)));
    return null;
  }

  private @Nullable List<Object> list(ConfigList list, String path, Type element) {
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object value = value(list.get(i), path + "[" + i + "]", element);
      if (value != null) {
        bound.add(value);
      }
    }
    return bound.size() == list.size() ? bound : null;
  }

  private @Nullable Map<String, Object> map(ConfigObject object, String path, Type element) {
    Map<String, Object> bound = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          Object one = value(value, join(path, key), element);
          if (one != null) {
            bound.put(key, one);
          }
        });
    return bound.size() == object.size() ? bound : null;
  }

  private <R extends Record> Optional<R> construct(
      ConfigObject object, String path, Class<R> type, @Nullable Object[] values) {
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      problems.add(object.origin(), (path.isEmpty() ? "" : path + ": ") + cause.getMessage());
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " cannot be constructed", e);
    }
  }

  private static String expectation(Type type) {
    Class<?> raw = raw(type);
    if (Scalars.handles(raw)) {
      return Scalars.expectation(raw);
    } else if (raw == List.class) {
      return "a list, each item " + expectation(argument(type, 0));
    }
    return "a block { ... }";
  }

  private static String shown(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a block";
      case LIST -> "a list";
      case STRING -> "\"" + value.unwrapped() + "\"";
      default -> String.valueOf(value.unwrapped());
    };
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
