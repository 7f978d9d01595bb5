package io.alidade.cli;

import io.alidade.api.ApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code alidade --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties built = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        built.load(in);
      }
    }
    return new String[] {
      "alidade "
          + built.getProperty("version", "unknown")
          + " (plugin API "
          + ApiVersion.CURRENT
          + ", Java "
          + System.getProperty("java.version")
          + ")"
    };
  }
}
