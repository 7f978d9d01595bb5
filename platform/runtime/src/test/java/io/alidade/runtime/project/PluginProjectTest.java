package io.alidade.runtime.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.eval.ZeroShotSettings;
import io.alidade.runtime.plan.Catalog;
import io.alidade.runtime.plan.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginProjectTest {
  @TempDir Path work;

  @Test
  void namesFollowFromTheId() {
    MethodId id = MethodId.of("acme-labs.mean-colour");
    assertThat(id.packageName()).isEqualTo("acmelabs.meancolour");
    assertThat(id.typeName()).isEqualTo("MeanColour");
  }

  @Test
  void refusesIdsThatNameNoPackage() {
    for (String id :
        List.of("mine", "Acme.mine", "acme.", ".mine", "acme.new", "acme.mi ne", "io.x")) {
      assertThatThrownBy(() -> MethodId.of(id))
          .isInstanceOf(AlidadeException.class)
          .hasMessageStartingWith("method id ");
    }
  }

  @Test
  void writesSourcesThatCompileWithoutAWarning() throws IOException {
    Path output = compile("acme.mean-colour");
    assertThat(output.resolve("META-INF/extensions.idx"))
        .content()
        .contains("acme.meancolour.MeanColourMethod");
  }

  /** Its keys, its reference.conf and its experiment fit one another and the platform. */
  @Test
  void writesAnExperimentThatCanBePlanned() throws Exception {
    Path classes = compile("acme.mine");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, PluginProjectTest.class.getClassLoader())) {
      Class<? extends Record> settings =
          loader.loadClass("acme.mine.MineSettings").asSubclass(Record.class);
      String reference =
          Files.readString(work.resolve("project/src/main/resources/acme/mine/reference.conf"));
      Suite suite =
          Suite.plan(
              work.resolve("project/experiment.conf"),
              Map.of(),
              new AcmeCatalog(settings, reference));
      assertThat(suite.experiments()).hasSize(2);
      assertThat(suite.experiments().get(0).method()).isEqualTo("baseline.pixels");
      assertThat(suite.experiments().get(1).methodSettings())
          .isInstanceOf(settings)
          .hasToString("MineSettings[side=16]");
    }
  }

  /** Stands in for those of the baseline, which is a plugin too. */
  record Pixels(int side) {}

  /** The new method and what its experiment names: a baseline, the emoji, a protocol. */
  private record AcmeCatalog(Class<? extends Record> methodSettings, String reference)
      implements Catalog {
    @Override
    public Set<String> methods() {
      return Set.of("acme.mine", "baseline.pixels");
    }

    @Override
    public Set<String> datasets() {
      return Set.of("iconic/emoji");
    }

    @Override
    public Set<String> protocols() {
      return Set.of("zero-shot-classification");
    }

    @Override
    public int methodVersion(String method) {
      return 1;
    }

    @Override
    public Class<? extends Record> methodSettings(String method) {
      return method.equals("acme.mine") ? methodSettings : Pixels.class;
    }

    @Override
    public String methodReference(String method) {
      return method.equals("acme.mine") ? reference : "baseline.pixels.side = 16";
    }

    @Override
    public List<String> methodFoundations(String method) {
      return List.of();
    }

    @Override
    public int protocolVersion(String protocol) {
      return 1;
    }

    @Override
    public Class<? extends Record> protocolSettings(String protocol) {
      return ZeroShotSettings.class;
    }

    @Override
    public String protocolReference(String protocol) {
      try (InputStream in = ZeroShotSettings.class.getResourceAsStream("reference.conf")) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes the project into {@code work/project} and compiles its main sources. */
  private Path compile(String id) throws IOException {
    new PluginProject(MethodId.of(id), "0.1.0").write(work.resolve("project"));
    List<Path> sources = files(work.resolve("project/src/main/java"));
    assertThat(sources).hasSize(5);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    Path output = Files.createDirectory(work.resolve("classes"));
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-d",
              output.toString(),
              "-Xlint:all,-processing,-classfile,-path",
              "-Werror",
              "-cp",
              System.getProperty("java.class.path"));
      assertThat(
              compiler
                  .getTask(
                      messages,
                      files,
                      null,
                      options,
                      null,
                      files.getJavaFileObjectsFromPaths(sources))
                  .call())
          .as(messages.toString())
          .isTrue();
    }
    return output;
  }

  @Test
  void leavesNoPlaceholder() throws IOException {
    new PluginProject(MethodId.of("acme.mine"), "0.1.0").write(work.resolve("project"));
    for (Path file : files(work.resolve("project"))) {
      assertThat(Files.readString(file)).doesNotContainPattern("@[A-Z]+@");
    }
  }

  @Test
  void overwritesNothing() throws IOException {
    Path folder = Files.createDirectory(work.resolve("project"));
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> new PluginProject(MethodId.of("acme.mine"), "0.1.0").write(folder))
        .hasMessageContaining("is there already");
    assertThat(files(folder)).containsExactly(folder.resolve("mine.txt"));
  }

  /** Offline, Maven has only the versions that the build of the platform brought. */
  @Test
  void buildsWithThePluginsOfOurOwnBuild() throws IOException {
    String ours = Files.readString(Path.of(System.getProperty("alidade.root"), "pom.xml"));
    String theirs = PluginProject.template("pom.xml");
    Matcher plugin =
        Pattern.compile("<artifactId>(maven-[a-z]+-plugin)</artifactId>\\s*<version>([^<]+)<")
            .matcher(theirs);
    int seen = 0;
    while (plugin.find()) {
      assertThat(ours)
          .containsPattern(
              plugin.group(1)
                  + "</artifactId>\\s*<version>"
                  + Pattern.quote(plugin.group(2))
                  + "<");
      seen++;
    }
    assertThat(seen).isEqualTo(5);
    Matcher pf4j = Pattern.compile("<pf4j.version>[^<]+</pf4j.version>").matcher(theirs);
    assertThat(pf4j.find()).isTrue();
    assertThat(ours).contains(pf4j.group());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
