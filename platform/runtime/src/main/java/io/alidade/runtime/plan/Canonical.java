package io.alidade.runtime.plan;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One text for every way of writing the same configuration, and its hash. */
final class Canonical {
  private static final String NOTE = "note";
  private static final String EXECUTION = "execution";

  private Canonical() {}

  static String hash(ConfigValue... values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ConfigValue value : values) {
        digest.update(text(value).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** JSON with sorted keys; 1, 1.0 and 1e0 are one number; notes and execution are left out. */
  static String text(ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return new TreeMap<>(object)
          .entrySet().stream()
              .filter(entry -> !entry.getKey().equals(NOTE) && !entry.getKey().equals(EXECUTION))
              .map(entry -> quoted(entry.getKey()) + ":" + text(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
    } else if (value instanceof ConfigList list) {
      return list.stream().map(Canonical::text).collect(Collectors.joining(",", "[", "]"));
    } else if (value.unwrapped() instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    } else if (value.unwrapped() instanceof String string) {
      return number(string);
    }
    return String.valueOf(value.unwrapped());
  }

  /** A number given as text, by -D or the environment, is that number. */
  private static String number(String text) {
    try {
      return new BigDecimal(text).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return quoted(text);
    }
  }

  private static String quoted(String text) {
    return com.typesafe.config.ConfigUtil.quoteString(text);
  }
}
