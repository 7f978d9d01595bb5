package io.alidade.registry;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** As much of SQL as tells a query from anything else. */
final class SqlText {
  /** Comments and quoted parts, which may hold any word or semicolon. */
  private static final Pattern OPAQUE =
      Pattern.compile(
          "--[^\\n]*+|/\\*.*?(?:\\*/|$)|'[^']*+'|\"[^\"]*+\"|`[^`]*+`|\\[[^\\]]*+\\]",
          Pattern.DOTALL);

  private static final Set<String> READING = Set.of("select", "with", "values", "explain");

  private SqlText() {}

  /** One statement that begins as a query does. */
  static boolean isOneQuery(String sql) {
    String bare = OPAQUE.matcher(sql).replaceAll(" ").strip();
    int end = bare.indexOf(';');
    if (end >= 0 && !bare.substring(end).replace(";", "").isBlank()) {
      return false;
    }
    String first = bare.split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
    return READING.contains(first);
  }
}
