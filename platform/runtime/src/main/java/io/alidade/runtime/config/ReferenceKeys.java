package io.alidade.runtime.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The keys of a {@code reference.conf} with their defaults and comments, in the file's order. */
public final class ReferenceKeys {
  private ReferenceKeys() {}

  /**
   * One key.
   *
   * @param fallback its default, as HOCON
   * @param comment the lines above it, joined
   */
  public record Key(String path, String fallback, String comment) {}

  public static List<Key> of(String text) {
    List<Entry> entries = new ArrayList<>();
    collect(ConfigText.text(text, "reference.conf").root(), "", entries);
    entries.sort(Comparator.comparingInt(Entry::line));
    return entries.stream().map(Entry::key).toList();
  }

  private record Entry(int line, Key key) {}

  private static void collect(ConfigObject object, String prefix, List<Entry> entries) {
    object.forEach(
        (name, value) -> {
          String path = prefix.isEmpty() ? name : prefix + "." + name;
          if (value instanceof ConfigObject nested) {
            collect(nested, path, entries);
          } else {
            entries.add(
                new Entry(
                    value.origin().lineNumber(),
                    new Key(path, value.render(ConfigRenderOptions.concise()), comment(value))));
          }
        });
  }

  private static String comment(ConfigValue value) {
    return String.join(" ", value.origin().comments().stream().map(String::strip).toList());
  }
}
