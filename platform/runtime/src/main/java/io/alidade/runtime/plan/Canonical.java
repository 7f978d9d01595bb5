package io.alidade.runtime.plan;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One text for every way of writing the same values, and its hash. */
final class Canonical {
  private Canonical() {}

  /** sha-256 in hex of the canonical text. */
  static String hash(ConfigValue value) {
    return sha256(text(value));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** JSON with sorted keys and no spaces; 1, 1.0 and 1e0 are one number, "1" is a text. */
  static String text(ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return new TreeMap<>(object)
          .entrySet().stream()
              .map(entry -> ConfigUtil.quoteString(entry.getKey()) + ":" + text(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
    } else if (value instanceof ConfigList list) {
      return list.stream().map(Canonical::text).collect(Collectors.joining(",", "[", "]"));
    } else if (value.unwrapped() instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toString();
    } else if (value.unwrapped() instanceof String string) {
      return ConfigUtil.quoteString(string);
    }
    return String.valueOf(value.unwrapped());
  }
}
