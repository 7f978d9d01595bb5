package io.alidade.runtime.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.alidade.api.Range;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds a configuration object to a record, component by component: {@code warmUp} reads {@code
 * warm-up}. Knows records, scalars, enums, {@code List}, {@code Map} with text keys, {@code
 * Optional} and, for what is bound later, {@link ConfigObject}. Defaults are the configuration's
 * business ({@code reference.conf}): a missing key is a problem unless its component is optional.
 * The library's own binder knows beans only, stops at the first mistake and passes over unknown
 * keys.
 */
public final class Binder {
  private final Problems problems;
  private final Place file;

  /**
   * @param file where a missing key belongs when nothing around it was written there
   */
  public Binder(Problems problems, String file) {
    this.problems = problems;
    this.file = new Place(file, 0);
  }

  /** As {@link #bind(ConfigObject, String, Class, Set)} with no other keys. */
  public <R extends Record> Optional<R> bind(ConfigObject object, String path, Class<R> type) {
    return bind(object, path, type, Set.of());
  }

  /**
   * Empty where anything was wrong; what, stands in the problems.
   *
   * @param path of the object, for messages; empty at the root
   * @param besides keys of the object that are not the record's and are known all the same
   */
  public <R extends Record> Optional<R> bind(
      ConfigObject object, String path, Class<R> type, Set<String> besides) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    boolean complete = new UnknownKeys(type, path, besides).report(object, problems);
    for (int i = 0; i < components.length; i++) {
      values[i] = component(object, path, components[i]);
      complete &= values[i] != null;
    }
    return complete ? construct(object, path, type, values) : Optional.empty();
  }

  private <R extends Record> Optional<R> construct(
      ConfigObject object, String path, Class<R> type, @Nullable Object[] values) {
    try {
      return Optional.of(Constructor.call(type, values));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      // "betas is [2]; expected ..." opens with the key that it is about.
      ConfigValue about = object.get(message.split(" ", 2)[0]);
      if (about != null) {
        Place place = Place.of(about.origin());
        problems.add(place.isUsers() ? place : at(object, path), KeyNames.join(path, message));
      } else {
        problems.add(at(object, path), path.isEmpty() ? message : path + ": " + message);
      }
      return Optional.empty();
    }
  }

  private @Nullable Object component(
      ConfigObject parent, String parentPath, RecordComponent component) {
    String key = KeyNames.key(component.getName());
    String path = KeyNames.join(parentPath, key);
    ConfigValue value = parent.get(key);
    Type type = component.getGenericType();
    Range range = component.getAnnotation(Range.class);
    boolean optional = component.getType() == Optional.class;
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      if (optional) {
        return Optional.empty();
      }
      problems.add(
          value == null ? at(parent, parentPath) : Place.of(value.origin()),
          path + " is missing; expected " + Words.expectation(type, range));
      return null;
    }
    Object bound = value(value, path, optional ? Types.argument(type, 0) : type, range);
    return optional && bound != null ? Optional.of(bound) : bound;
  }

  /** Where the user wrote the block; the file where it is all defaults, or the file itself. */
  private Place at(ConfigObject block, String path) {
    Place place = Place.of(block.origin());
    return path.isEmpty() || !place.isUsers() ? file : place;
  }

  private @Nullable Object value(ConfigValue value, String path, Type type, @Nullable Range range) {
    Class<?> raw = Types.raw(type);
    if (ConfigText.isPlaceholder(value)) {
      return null;
    } else if (Scalars.handles(raw)) {
      Optional<Object> scalar = Scalars.convert(value, raw).filter(each -> fits(each, range));
      if (scalar.isPresent()) {
        return scalar.get();
      }
    } else if (raw == List.class && value instanceof ConfigList list) {
      return list(list, path, Types.argument(type, 0), range);
    } else if (value instanceof ConfigObject object) {
      if (raw == ConfigObject.class) {
        return object;
      } else if (raw == Map.class) {
        return map(object, path, Types.argument(type, 1), range);
      } else if (raw.isRecord()) {
        return bind(object, path, raw.asSubclass(Record.class)).orElse(null);
      }
    }
    problems.add(
        value.origin(),
        "%s is %s; expected %s%s"
            .formatted(
                path,
                Words.shown(value),
                Words.expectation(type, range),
                Nearest.hint(String.valueOf(value.unwrapped()), Scalars.words(raw))));
    return null;
  }

  private static boolean fits(Object scalar, @Nullable Range range) {
    return range == null
        || !(scalar instanceof Number number)
        || Ranges.holds(range, number.doubleValue());
  }

  private @Nullable List<Object> list(
      ConfigList list, String path, Type element, @Nullable Range range) {
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object value = value(list.get(i), path + "[" + i + "]", element, range);
      if (value != null) {
        bound.add(value);
      }
    }
    return bound.size() == list.size() ? bound : null;
  }

  private @Nullable Map<String, Object> map(
      ConfigObject object, String path, Type element, @Nullable Range range) {
    Map<String, Object> bound = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          Object one = value(value, KeyNames.join(path, key), element, range);
          if (one != null) {
            bound.put(key, one);
          }
        });
    return bound.size() == object.size() ? bound : null;
  }
}
