package io.alidade.iconic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Files beside this class. */
final class Resources {
  private static final Properties VERSIONS = versions();

  private Resources() {}

  /** Cells of each line of a table, its heading left out. No cell holds a comma. */
  static List<String[]> table(String name) {
    try (InputStream in = open(name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version of {@code icons}, {@code names} or {@code renderer} that this was built with. */
  static String version(String of) {
    return Objects.requireNonNull(VERSIONS.getProperty(of), of);
  }

  private static Properties versions() {
    Properties properties = new Properties();
    try (InputStream in = open("versions.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(Resources.class.getResourceAsStream(name), name);
  }
}
