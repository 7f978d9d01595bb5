package io.alidade.runtime.project;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a plugin is built against, as the distribution carries it: {@code maven/} is laid out as a
 * Maven repository and holds a pom for each artifact of ours; a jar that is not beside its pom lies
 * in {@code lib/} under the same name.
 */
public record PlatformArtifacts(Path home) {
  /** Of the distribution that runs, which the launcher names. */
  public static PlatformArtifacts ofDistribution() {
    String home = System.getProperty("alidade.home", "");
    if (home.isEmpty() || !Files.isDirectory(Path.of(home, "maven"))) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "no distribution with a maven/ folder is at hand; expected to be started by the alidade"
              + " launcher");
    }
    return new PlatformArtifacts(Path.of(home));
  }

  /** The version of the platform's artifacts. */
  public String version() throws IOException {
    Path versions = home.resolve("maven/io/alidade/alidade-api");
    try (Stream<Path> list = Files.list(versions)) {
      return list.map(path -> path.getFileName().toString())
          .findFirst()
          .orElseThrow(
              () ->
                  new AlidadeException(
                      AlidadeException.Kind.INTERNAL, versions + " is empty; expected a version"));
    }
  }

  /** Puts poms and jars into the repository; returns how many files were new or changed. */
  public int publish(LocalRepository repository) {
    Path maven = home.resolve("maven");
    int written = 0;
    try {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(maven)) {
        files = walk.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        Path relative = maven.relativize(file);
        written += repository.put(file, relative) ? 1 : 0;
        String name = file.getFileName().toString();
        String jarName = name.replaceFirst("[.]pom$", ".jar");
        Path jar = home.resolve("lib").resolve(jarName);
        if (name.endsWith(".pom") && Files.isRegularFile(jar)) {
          written += repository.put(jar, relative.resolveSibling(jarName)) ? 1 : 0;
        }
      }
      return written;
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          repository.folder()
              + ": the platform's artifacts cannot be written there ("
              + e
              + "); expected Maven's local repository",
          e);
    }
  }
}
