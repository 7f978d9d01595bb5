package io.alidade.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.Method;
import io.alidade.api.Preparation;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {
  @TempDir Path work;
  Path plugins;

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(work.resolve("plugins"));
  }

  @Test
  void loadsAJarAndAZip() throws IOException {
    TestPlugin.named("one").method(work, "one.first").jar(plugins.resolve("one.jar"));
    TestPlugin.named("two").method(work, "two.second").zip(plugins.resolve("two.zip"), Map.of());
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(host.problems()).isEmpty();
      assertThat(said(host.method("one.first"))).isEqualTo("one.first");
      assertThat(said(host.method("two.second"))).isEqualTo("two.second");
      assertThat(host.methodSettings("two.second").getSimpleName()).isEqualTo("Settings");
      assertThat(host.methodRow("two.second").reference()).isEqualTo("two.second { size = 1 }\n");
      assertThat(host.pluginOfMethod("one.first").orElseThrow().entry().sha256())
          .isEqualTo(Sha256.of(plugins.resolve("one.jar")));
    }
  }

  @Test
  void twoPluginsUseTwoVersionsOfOneLibrary() throws IOException {
    for (String version : List.of("1", "2")) {
      Path library = TestPlugin.library(work, work.resolve("lib" + version + ".jar"), version);
      TestPlugin.named("uses" + version)
          .method(work, "uses.v" + version, List.of(library), "some.library.Version.text()")
          .zip(
              plugins.resolve("uses" + version + ".zip"),
              Map.of("lib/library.jar", Files.readAllBytes(library)));
    }
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(said(host.method("uses.v1"))).isEqualTo("1");
      assertThat(said(host.method("uses.v2"))).isEqualTo("2");
    }
  }

  @Test
  void namesBothOwnersOfOneMethodIdAndStartsNeither() throws IOException {
    TestPlugin.named("one").method(work, "same.id").jar(plugins.resolve("one.jar"));
    TestPlugin.named("two").method(work, "same.id").jar(plugins.resolve("two.jar"));
    TestPlugin.named("good").method(work, "good.one").jar(plugins.resolve("good.jar"));
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(host.methods()).extracting(MethodRow::id).containsExactly("good.one");
      assertThat(host.problems()).hasSize(2);
      assertThat(host.problems().get(0).toString())
          .contains("one.jar: has method same.id, and so has ")
          .contains("two.jar; none of them is started");
    }
  }

  @Test
  void namesAMissingDependencyAndLoadsTheOthers() throws IOException {
    TestPlugin.named("needy")
        .method(work, "needy.one")
        .says("Dependencies", "absent")
        .jar(plugins.resolve("needy.jar"));
    TestPlugin.named("leaning")
        .method(work, "leaning.one")
        .says("Dependencies", "needy")
        .jar(plugins.resolve("leaning.jar"));
    TestPlugin.named("good").method(work, "good.one").jar(plugins.resolve("good.jar"));
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(host.methods()).extracting(MethodRow::id).containsExactly("good.one");
      assertThat(host.problems())
          .extracting(PluginProblem::sentence)
          .containsExactly(
              "needs plugin absent, which is not there or could not be loaded; install it",
              "needs plugin needy, which is not there or could not be loaded; install it");
    }
  }

  @Test
  void findsADependencyThatArrivesLater() throws IOException {
    TestPlugin.named("needy")
        .method(work, "needy.one")
        .says("Dependencies", "base")
        .jar(plugins.resolve("needy.jar"));
    assertThat(InstalledPlugins.read(List.of(plugins)).methods()).isEmpty();
    TestPlugin.named("base").method(work, "base.one").jar(plugins.resolve("base.jar"));
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(host.problems()).isEmpty();
      assertThat(host.methods()).extracting(MethodRow::id).contains("needy.one", "base.one");
    }
  }

  @Test
  void refusesADependencyOfTheWrongVersion() throws IOException {
    TestPlugin.named("needy")
        .method(work, "needy.one")
        .says("Dependencies", "base@>=2.0.0")
        .jar(plugins.resolve("needy.jar"));
    TestPlugin.named("base").method(work, "base.one").jar(plugins.resolve("base.jar"));
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(host.methods()).extracting(MethodRow::id).containsExactly("base.one");
      assertThat(host.problems().get(0).sentence())
          .isEqualTo("needs plugin base in version >=2.0.0; version 1.0.0 is installed");
    }
  }

  @Test
  void refusesPluginsThatNeedEachOther() throws IOException {
    for (String pair : List.of("left right", "right left")) {
      String[] ids = pair.split(" ", -1);
      TestPlugin.named(ids[0])
          .method(work, ids[0] + ".one")
          .says("Dependencies", ids[1])
          .jar(plugins.resolve(ids[0] + ".jar"));
    }
    TestPlugin.named("good").method(work, "good.one").jar(plugins.resolve("good.jar"));
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(host.methods()).extracting(MethodRow::id).containsExactly("good.one");
      assertThat(host.problems())
          .extracting(PluginProblem::sentence)
          .containsExactly(
              "depends on plugins that depend on it (right); expected no circle",
              "depends on plugins that depend on it (left); expected no circle");
    }
  }

  @Test
  void namesAnUnknownMethodAndThoseThereAre() throws IOException {
    TestPlugin.named("one").method(work, "one.first").jar(plugins.resolve("one.jar"));
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThatThrownBy(() -> host.method("one.frist"))
          .isInstanceOf(AlidadeException.class)
          .hasMessageContaining("no method one.frist; expected one of one.first");
    }
  }

  /** The methods of {@link TestPlugin} say what they have to say by failing. */
  private static String said(Method method) {
    Preparation none =
        (Preparation)
            Proxy.newProxyInstance(
                PluginHostTest.class.getClassLoader(),
                new Class<?>[] {Preparation.class},
                (proxy, called, arguments) -> null);
    try {
      method.prepare(none);
      return "nothing";
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }
}
