package io.alidade.runtime.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record as configuration, the other way round from {@link Binder}: what a file gave as
 * {@code 1e3}, {@code 1000} or {@code "1000"} is one number here, since the record has the type.
 */
public final class RecordConfig {
  private RecordConfig() {}

  public static ConfigObject of(Record record) {
    return ConfigValueFactory.fromMap(map(record), record.getClass().getSimpleName());
  }

  private static Map<String, @Nullable Object> map(Record record) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      map.put(KeyNames.key(component.getName()), plain(read(record, component)));
    }
    return map;
  }

  /** What {@link ConfigValueFactory#fromAnyRef} takes. An absent value is null, which overrides. */
  private static @Nullable Object plain(Object value) {
    if (value instanceof Record record) {
      return map(record);
    } else if (value instanceof Optional<?> optional) {
      return optional.map(RecordConfig::plain).orElse(null);
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(each -> plain.add(plain(each)));
      return plain;
    } else if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
      return plain;
    } else if (value instanceof Enum<?> constant) {
      return KeyNames.word(constant);
    } else if (value instanceof Duration duration) {
      return duration.toNanos() + " ns";
    } else if (value instanceof Float number) {
      return Double.valueOf(number.toString()); // 0.1, where widening gives 0.10000000149011612.
    }
    return value instanceof Number || value instanceof Boolean || value instanceof ConfigValue
        ? value
        : value.toString();
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
