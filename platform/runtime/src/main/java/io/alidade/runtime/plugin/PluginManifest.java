package io.alidade.runtime.plugin;

import io.alidade.api.ApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a plugin says of itself: {@code Plugin-Id}, {@code Plugin-Version}, {@code Plugin-Requires},
 * {@code Plugin-Provider}, {@code Plugin-Dependencies} and {@code Plugin-Class} in a jar's
 * manifest, or {@code plugin.id}, {@code plugin.version}, ... in a folder's {@code
 * plugin.properties}.
 *
 * @param requires the version of the API it was built against
 * @param dependencies plugins it needs, as PF4J writes them: {@code id}, {@code id@version}
 */
record PluginManifest(
    String id,
    String version,
    String requires,
    String provider,
    List<String> dependencies,
    String pluginClass) {
  PluginManifest {
    dependencies = List.copyOf(dependencies);
  }

  static PluginManifest ofJar(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
      if (entry == null) {
        throw Refusal.of("has no META-INF/MANIFEST.MF; expected Plugin-Id and others there");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        Manifest manifest = new Manifest(in);
        return of(
            key -> {
              String name = "Plugin-" + key;
              String value = manifest.getMainAttributes().getValue(name);
              return value == null ? "" : value.strip();
            },
            "Plugin-%s in META-INF/MANIFEST.MF");
      }
    }
  }

  static PluginManifest ofFolder(Path folder) throws IOException {
    Path file = folder.resolve("plugin.properties");
    if (!Files.isRegularFile(file)) {
      throw Refusal.of(
          "is a folder without plugin.properties; expected plugin.properties, classes/ and lib/");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return of(
        key ->
            properties.getProperty("plugin." + key.toLowerCase(java.util.Locale.ROOT), "").strip(),
        "plugin.%s in plugin.properties");
  }

  private static PluginManifest of(Function<String, String> value, String place) {
    String id = value.apply("Id");
    String version = value.apply("Version");
    if (id.isEmpty() || version.isEmpty()) {
      throw Refusal.of(
          "has no %s; is it a plugin?", place.formatted(id.isEmpty() ? "Id" : "Version"));
    }
    if (!id.matches("[a-z0-9]+([.-][a-z0-9]+)*")) {
      throw Refusal.of("has the id %s; expected lower-case words joined by - or .", id);
    }
    List<String> dependencies = new ArrayList<>();
    for (String dependency : value.apply("Dependencies").split(",", -1)) {
      if (!dependency.isBlank()) {
        dependencies.add(dependency.strip());
      }
    }
    PluginManifest manifest =
        new PluginManifest(
            id,
            version,
            value.apply("Requires"),
            value.apply("Provider"),
            dependencies,
            value.apply("Class"));
    manifest.checkApi(place.formatted("Requires"));
    return manifest;
  }

  /** Major and minor version of the API must be the host's. */
  private void checkApi(String place) {
    if (requires.isEmpty()) {
      throw Refusal.of(
          "does not say which API it was built against; expected %s to be %s",
          place, ApiVersion.CURRENT);
    }
    if (!majorMinor(requires).equals(majorMinor(ApiVersion.CURRENT))) {
      throw Refusal.of(
          "was built against version %s of the API; this platform has %s and takes %s.x: build it"
              + " again against alidade-api %s",
          requires, ApiVersion.CURRENT, majorMinor(ApiVersion.CURRENT), ApiVersion.CURRENT);
    }
  }

  private static String majorMinor(String version) {
    String[] parts = version.split("[.]", -1);
    return parts.length < 2 ? version : parts[0] + "." + parts[1];
  }
}
