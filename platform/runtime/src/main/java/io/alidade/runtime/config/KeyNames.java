package io.alidade.runtime.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of record components and enum constants as configuration spells them. */
final class KeyNames {
  private KeyNames() {}

  /** {@code warmUp} is {@code warm-up}. */
  static String key(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** {@code TOP_LEFT} is {@code top-left}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The keys of a record, in its order. */
  static List<String> of(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(each -> key(each.getName())).toList();
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Every key of a record and of the records in it, as paths. */
  static List<String> below(Class<?> type, String path) {
    List<String> paths = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String here = join(path, key(component.getName()));
      paths.add(here);
      if (component.getType().isRecord()) {
        paths.addAll(below(component.getType(), here));
      }
    }
    return paths;
  }
}
