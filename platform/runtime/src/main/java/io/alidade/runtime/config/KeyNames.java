package io.alidade.runtime.config;

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
}
