package io.alidade.runtime.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The keys of a {@code reference.conf} with defaults and comments, in the file's order. */
public final class ReferenceKeys {
  private ReferenceKeys() {}

  /**
   * One key.
   *
   * @param type {@code number}, {@code string}, {@code boolean}, {@code list}
   * @param fallback its default, as HOCON
   * @param comment the lines above it, joined; empty where there are none
   */
  public record Key(String path, String type, String fallback, String comment) {}

  public static List<Key> of(String text) {
    List<Entry> entries = new ArrayList<>();
    collect(ConfigText.defaults(text, "").resolve().root(), "", entries);
    entries.sort(Comparator.comparingInt(Entry::line));
    return entries.stream().map(Entry::key).toList();
  }

  private record Entry(int line, Key key) {}

  private static void collect(ConfigObject object, String prefix, List<Entry> entries) {
    object.forEach(
        (name, value) -> {
          String path = KeyNames.join(prefix, name);
          if (value instanceof ConfigObject nested) {
            collect(nested, path, entries);
          } else {
            entries.add(new Entry(value.origin().lineNumber(), key(path, value)));
          }
        });
  }

  private static Key key(String path, ConfigValue value) {
    return new Key(
        path,
        value.valueType().name().toLowerCase(java.util.Locale.ROOT),
        value.render(ConfigRenderOptions.concise()),
        String.join(" ", value.origin().comments().stream().map(String::strip).toList()));
  }
}
