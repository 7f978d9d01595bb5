package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.alidade.testkit.ArchitectureRules;
import io.alidade.testkit.ProjectClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The rules of the architecture, here because only this module has every other on its class path. A
 * rule that sees no classes would pass: each test first asks for the modules that its rule is
 * about.
 */
class ArchitectureTest {
  static final ProjectClasses PROJECT = ProjectClasses.onClassPath();

  /** A little below what there is: fewer would mean that a module was not looked at whole. */
  private static final Map<String, Integer> AT_LEAST =
      Map.of(
          "api",
          40,
          "nn",
          25,
          "data",
          10,
          "eval",
          20,
          "registry",
          30,
          "runtime",
          120,
          "cli",
          35,
          "testkit",
          8);

  @Test
  void seesEveryModule() {
    JavaClasses classes =
        seen("api", "nn", "data", "eval", "registry", "runtime", "cli", "testkit");
    assertThat(classes.size())
        .isEqualTo(PROJECT.counts().values().stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void modulesUseOnlyWhatLiesBelow() {
    ArchitectureRules.modulesUseOnlyWhatLiesBelow()
        .check(seen("api", "nn", "data", "eval", "registry", "runtime", "cli", "testkit"));
  }

  @Test
  void engineStaysInNnAndRuntime() {
    ArchitectureRules.engineStaysInNnAndRuntime().check(seen("api", "data", "eval", "cli"));
  }

  @Test
  void pluginLoadingStaysInRuntime() {
    ArchitectureRules.pluginLoadingStaysInRuntime().check(seen("api", "nn", "eval", "cli"));
  }

  @Test
  void databaseStaysInRegistry() {
    ArchitectureRules.databaseStaysInRegistry().check(seen("api", "eval", "runtime", "cli"));
  }

  @Test
  void standardOutputStaysInCli() {
    ArchitectureRules.standardOutputStaysInCli().check(seen("nn", "data", "registry", "runtime"));
  }

  @Test
  void trainedGraphsTakeNoJavaNumbers() {
    ArchitectureRules.trainedGraphsTakeNoJavaNumbers().check(seen("nn", "runtime"));
  }

  @Test
  void trainedGraphsUseNoStockLosses() {
    ArchitectureRules.trainedGraphsUseNoStockLosses().check(seen("nn", "runtime"));
  }

  @Test
  void devicesAreChosenInTheEngine() {
    ArchitectureRules.devicesAreChosenInTheEngine().check(seen("nn", "data", "eval", "runtime"));
  }

  @Test
  void dataTypesAreThoseTheEngineTakes() {
    ArchitectureRules.dataTypesAreThoseTheEngineTakes().check(seen("nn", "data", "runtime"));
  }

  @Test
  void extensionsAreListed() {
    ArchitectureRules.extensionsAreListed().check(seen("eval"));
  }

  /** All classes, after a look whether these modules and every plugin are among them. */
  private static JavaClasses seen(String... modules) {
    Map<String, Integer> counts = PROJECT.counts();
    for (String module : modules) {
      assertThat(counts.getOrDefault(module, 0))
          .as("classes of %s in %s", module, counts)
          .isGreaterThanOrEqualTo(AT_LEAST.get(module));
    }
    for (String plugin : plugins()) {
      assertThat(counts.getOrDefault(plugin, 0))
          .as(
              "classes of the plugin %s in %s: does the distribution's pom name it?",
              plugin, counts)
          .isGreaterThanOrEqualTo(2);
    }
    return PROJECT.classes();
  }

  /** The plugins that are built, as their common pom lists them. */
  static List<String> plugins() {
    Path pom = Path.of(System.getProperty("alidade.root"), "plugins", "pom.xml");
    List<String> modules;
    try {
      modules =
          Pattern.compile("<module>(\\w+)</module>")
              .matcher(Files.readString(pom))
              .results()
              .map((MatchResult match) -> match.group(1))
              .toList();
    } catch (IOException e) {
      throw new AssertionError(pom + ": cannot be read", e);
    }
    assertThat(modules).contains("contrastive", "baseline", "iconic");
    return modules;
  }
}
