package io.alidade.runtime.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {
  @TempDir Path home;

  @Test
  void isMavensDefaultWhereNothingIsSaid() {
    assertThat(found("", Map.of())).isEqualTo(home.resolve(".m2/repository"));
  }

  @Test
  void followsTheUsersSettings() throws IOException {
    settings("<settings><localRepository>${env.SPACE}/maven</localRepository></settings>");
    assertThat(found("", Map.of("SPACE", "/space"))).isEqualTo(Path.of("/space/maven"));
    settings("<settings><localRepository>${user.home}/repo</localRepository></settings>");
    assertThat(found("", Map.of())).isEqualTo(home.resolve("repo"));
    settings("<settings><mirrors/></settings>");
    assertThat(found("", Map.of())).isEqualTo(home.resolve(".m2/repository"));
  }

  @Test
  void followsOptionsBeforeSettings() throws IOException {
    settings("<settings><localRepository>/settings</localRepository></settings>");
    Map<String, String> environment = Map.of("MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local=/options -B");
    assertThat(found("", environment)).isEqualTo(Path.of("/options"));
    assertThat(found("/property", environment)).isEqualTo(Path.of("/property"));
  }

  @Test
  void namesSettingsThatCannotBeRead() throws IOException {
    settings("<settings><localRepository>");
    assertThatThrownBy(() -> found("", Map.of()))
        .hasMessageContaining("settings.xml: cannot be read");
  }

  @Test
  void takesPomsFromMavenAndJarsFromLib() throws IOException {
    Path place = Path.of("io/alidade/alidade-api/0.1.0");
    Path maven = home.resolve("dist/maven").resolve(place);
    Files.createDirectories(maven);
    Files.writeString(maven.resolve("alidade-api-0.1.0.pom"), "<project/>");
    Files.createDirectories(home.resolve("dist/lib"));
    Files.writeString(home.resolve("dist/lib/alidade-api-0.1.0.jar"), "a jar");
    PlatformArtifacts artifacts = new PlatformArtifacts(home.resolve("dist"));
    LocalRepository repository = new LocalRepository(home.resolve("repo"));
    assertThat(artifacts.version()).isEqualTo("0.1.0");
    assertThat(artifacts.publish(repository)).isEqualTo(2);
    assertThat(home.resolve("repo").resolve(place).resolve("alidade-api-0.1.0.jar"))
        .hasContent("a jar");
    assertThat(home.resolve("repo").resolve(place).resolve("alidade-api-0.1.0.pom"))
        .hasContent("<project/>");
    assertThat(artifacts.publish(repository)).isZero();
  }

  private Path found(String property, Map<String, String> environment) {
    return LocalRepository.find(home, property, environment).folder();
  }

  private void settings(String xml) throws IOException {
    Files.createDirectories(home.resolve(".m2"));
    Files.writeString(home.resolve(".m2/settings.xml"), xml);
  }
}
