package io.alidade.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.alidade.sample.BreaksEveryRule;
import io.alidade.sample.KeepsEveryRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {
  private static final JavaClasses BREAKS =
      new ClassFileImporter().importClasses(BreaksEveryRule.class);
  private static final JavaClasses KEEPS =
      new ClassFileImporter().importClasses(KeepsEveryRule.class);

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(ArchitectureRules.modulesUseOnlyWhatLiesBelow(), "sample must not use other"),
        Arguments.of(ArchitectureRules.pluginLoadingStaysInRuntime(), "org.pf4j.PluginManager"),
        Arguments.of(ArchitectureRules.databaseStaysInRegistry(), "java.sql.DriverManager"),
        Arguments.of(ArchitectureRules.standardOutputStaysInCli(), "System.out"),
        Arguments.of(ArchitectureRules.trainedGraphsTakeNoJavaNumbers(), "NDArray.mul"),
        Arguments.of(ArchitectureRules.devicesAreChosenInTheEngine(), "NDManager.newBaseManager"),
        Arguments.of(ArchitectureRules.trainedGraphsUseNoStockLosses(), "ai.djl.training.loss"),
        Arguments.of(ArchitectureRules.dataTypesAreThoseTheEngineTakes(), "DataType.BFLOAT16"),
        Arguments.of(ArchitectureRules.dataTypesAreThoseTheEngineTakes(), "DataType.valueOf"),
        Arguments.of(ArchitectureRules.dataTypesAreThoseTheEngineTakes(), "NDList.decode"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void nameWhatBreaksThem(ArchRule rule, String named) {
    assertThat(rule.evaluate(BREAKS).getFailureReport().toString()).contains(named);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void passWhatKeepsThem(ArchRule rule, String named) {
    assertThat(rule.evaluate(KEEPS).getFailureReport().getDetails()).as(named).isEmpty();
  }

  @Test
  void missAnExtensionThatIsNotListed(@TempDir Path folder) throws IOException {
    ArchRule rule = ArchitectureRules.extensionsAreListed();
    assertThat(rule.evaluate(KEEPS).hasViolation()).isFalse();
    String file = KeepsEveryRule.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream stream =
        Objects.requireNonNull(KeepsEveryRule.class.getResourceAsStream("/" + file))) {
      Files.copy(stream, copy);
    }
    assertThat(rule.evaluate(new ClassFileImporter().importPath(folder)).hasViolation()).isTrue();
  }
}
