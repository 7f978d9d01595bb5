package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.alidade.api.AlidadeException;
import io.alidade.runtime.config.ConfigText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Defaults: the platform's, and those that methods and protocols bring along. */
final class References {
  private static final String PLATFORM = "/io/alidade/runtime/reference.conf";

  private References() {}

  static Config platform() {
    try (InputStream in = References.class.getResourceAsStream(PLATFORM)) {
      byte[] text = Objects.requireNonNull(in, PLATFORM + " is not in the jar").readAllBytes();
      return ConfigText.defaults(new String(text, StandardCharsets.UTF_8), "");
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.INTERNAL, PLATFORM + " cannot be read (" + e + ")", e);
    }
  }

  /**
   * The block of that id, empty where the text has none.
   *
   * @param id of a method or protocol, which is also the path of its block
   */
  static ConfigObject block(String text, String id) {
    try {
      Config defaults = ConfigText.defaults(text, id).resolve();
      return defaults.hasPath(id) ? defaults.getObject(id) : ConfigFactory.empty().root();
    } catch (ConfigException e) {
      throw new AlidadeException(
          AlidadeException.Kind.PLUGIN,
          "%s; expected HOCON with a block %s { ... }".formatted(e.getMessage(), id),
          e);
    }
  }
}
