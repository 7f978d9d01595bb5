package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pf4j.Extension;

/** A plugin is found by its archive's list of extensions; nobody misses what is not on it. */
class PluginArchivesTest {
  static List<String> plugins() {
    return ArchitectureTest.plugins();
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void listEveryExtensionOfTheirPlugin(String plugin) throws IOException {
    List<String> extensions =
        ArchitectureTest.PROJECT.classes().stream()
            .filter(type -> type.getPackageName().startsWith("io.alidade." + plugin))
            .filter(type -> type.isAnnotatedWith(Extension.class))
            .map(type -> type.getName())
            .toList();
    assertThat(extensions).as("extensions of %s", plugin).isNotEmpty();
    Path target = Path.of(System.getProperty("alidade.root"), "plugins", plugin, "target");
    List<Path> archives = archives(target);
    assumeThat(archives)
        .as("%s: no archive yet; expected after the phase package", target)
        .isNotEmpty();
    for (Path archive : archives) {
      assertThat(listed(archive)).as("%s", archive).containsExactlyInAnyOrderElementsOf(extensions);
    }
  }

  /** A zip plugin is packed from the classes of a jar, which is not delivered. */
  private static List<Path> archives(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("alidade-plugin-.*\\.(jar|zip)"))
          .toList();
    }
  }

  private static List<String> listed(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      String folder = archive.toString().endsWith(".zip") ? "classes/" : "";
      ZipEntry index = zip.getEntry(folder + "META-INF/extensions.idx");
      assertThat(index).as("META-INF/extensions.idx in %s", archive).isNotNull();
      String text = new String(zip.getInputStream(index).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(String::strip)
          .filter(line -> !line.startsWith("#"))
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
