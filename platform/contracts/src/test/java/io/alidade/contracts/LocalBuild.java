package io.alidade.contracts;

import io.alidade.runtime.project.LocalRepository;
import io.alidade.runtime.project.PlatformArtifacts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Maven with a repository in which everything but the platform is the user's own: the platform's
 * artifacts are those of this build, and nothing is put where others would find it.
 */
final class LocalBuild {
  /** What a plugin is built and tested against, by the folder of its sources. */
  private static final Map<String, String> MODULES =
      Map.of(
          "alidade-api", "platform/api",
          "alidade-nn", "platform/nn",
          "alidade-data", "platform/data",
          "alidade-eval", "platform/eval",
          "alidade-registry", "registry",
          "alidade-runtime", "platform/runtime",
          "alidade-testkit", "platform/testkit",
          "alidade-contracts", "platform/contracts");

  private final Path sources = Path.of(System.getProperty("alidade.root"));
  private final Path work;
  private final String version;

  LocalBuild(Path work) throws IOException {
    this.work = work;
    String pom = Files.readString(sources.resolve("pom.xml"));
    this.version = pom.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
  }

  /** The platform's. */
  String version() {
    return version;
  }

  /** The outcome of Maven: its exit code and everything that it said. */
  record Result(int exitCode, String output) {}

  Result run(Path project, String goal) throws IOException, InterruptedException {
    Path repository = Files.createDirectory(work.resolve("repository"));
    borrow(repository);
    new PlatformArtifacts(distribution()).publish(new LocalRepository(repository));
    ProcessBuilder maven =
        new ProcessBuilder("mvn", "-B", "-Dmaven.repo.local=" + repository, goal)
            .directory(project.toFile())
            .redirectErrorStream(true);
    Process process;
    try {
      process = maven.start();
    } catch (IOException e) {
      return Assumptions.abort("there is no mvn on the PATH (" + e.getMessage() + ")");
    }
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    return new Result(process.waitFor(), output);
  }

  /** Links to what lies in the user's repository, down to the group of the platform. */
  private static void borrow(Path repository) throws IOException {
    Path users =
        Path.of(System.getProperty("localRepository", LocalRepository.find().folder().toString()));
    link(users, repository, "io");
    link(users.resolve("io"), Files.createDirectory(repository.resolve("io")), "alidade");
  }

  private static void link(Path from, Path to, String except) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> list = Files.list(from)) {
      for (Path entry : list.toList()) {
        if (!entry.getFileName().toString().equals(except)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry.toAbsolutePath());
        }
      }
    }
  }

  /** Poms in {@code maven/} and jars in {@code lib/}, as in a distribution. */
  private Path distribution() throws IOException {
    Path home = work.resolve("distribution");
    Files.createDirectories(home.resolve("lib"));
    pom(home, "alidade", sources.resolve("pom.xml"));
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      Path folder = sources.resolve(module.getValue());
      pom(home, module.getKey(), folder.resolve("pom.xml"));
      jar(
          folder.resolve("target/classes"),
          home.resolve("lib/%s-%s.jar".formatted(module.getKey(), version)));
    }
    return home;
  }

  private void pom(Path home, String artifact, Path pom) throws IOException {
    Path place = home.resolve("maven/io/alidade/%s/%s".formatted(artifact, version));
    Files.createDirectories(place);
    Files.copy(pom, place.resolve("%s-%s.pom".formatted(artifact, version)));
  }

  private static void jar(Path classes, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream archive = new JarOutputStream(out)) {
      for (Path file : files) {
        archive.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, archive);
        archive.closeEntry();
      }
    }
  }
}
