package io.alidade.runtime.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The engine that this build brings along, known without loading it. */
public final class EngineVersion {
  private EngineVersion() {}

  /** {@code PyTorch 2.7.1, DJL 0.35.1}. */
  public static String current() {
    try (InputStream in = EngineVersion.class.getResourceAsStream("versions.properties")) {
      Properties versions = new Properties();
      versions.load(Objects.requireNonNull(in, "versions.properties is not in the jar"));
      return versions.getProperty("engine", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
