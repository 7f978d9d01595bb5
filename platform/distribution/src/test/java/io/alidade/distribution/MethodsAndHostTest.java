package io.alidade.distribution;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.alidade.api.MethodSpec;
import io.alidade.nn.Gradients;
import io.alidade.nn.Lbfgs;
import io.alidade.nn.MovingAverage;
import io.alidade.nn.Optimizer;
import io.alidade.nn.Safetensors;
import io.alidade.nn.UpdateRule;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What methods leave to the host: to step, and to keep files. What the host leaves to them: to be
 * named. That no plugin uses another is a rule of {@link ArchitectureTest}.
 */
class MethodsAndHostTest {
  private static final JavaClasses CLASSES = ArchitectureTest.PROJECT.classes();

  private static final Set<String> METHODS =
      CLASSES.stream()
          .filter(type -> type.isAnnotatedWith(MethodSpec.class))
          .map(type -> type.getAnnotationOfType(MethodSpec.class).id())
          .collect(Collectors.toSet());

  /** A little below what there is: fewer would mean that some were not looked at. */
  private static final int METHODS_AT_LEAST = 20;

  private static final int SOURCES_AT_LEAST = 400;

  @Test
  void noPluginStepsAnOptimiserOrSolves() {
    stepNothing(modules(ArchitectureTest.plugins())).check(CLASSES);
    assertThat(sees(stepNothing(resideInAPackage("io.alidade.runtime.train")))).isTrue();
  }

  private static ArchRule stepNothing(DescribedPredicate<JavaClass> who) {
    return noClasses()
        .that(who)
        .should()
        .dependOnClassesThat(
            assignableTo(UpdateRule.class)
                .or(
                    belongToAnyOf(
                        Optimizer.class, Gradients.class, MovingAverage.class, Lbfgs.class))
                .or(resideInAPackage("ai.djl.training..")))
        .because("there is one training loop, and one solver beside it");
  }

  @Test
  void noPluginKeepsCheckpoints() {
    keepNoTensors(modules(ArchitectureTest.plugins())).check(CLASSES);
    assertThat(sees(keepNoTensors(resideInAPackage("io.alidade.runtime.train")))).isTrue();
  }

  private static ArchRule keepNoTensors(DescribedPredicate<JavaClass> who) {
    return noClasses()
        .that(who)
        .should()
        .dependOnClassesThat(belongToAnyOf(Safetensors.class))
        .because("checkpoints are the host's, and what a method builds on is read in nn");
  }

  /** Plugins of data keep what they draw or hash; those of methods touch no file at all. */
  @Test
  void noMethodKeepsFilesOfItsOwn() {
    Set<String> families =
        METHODS.stream().map(id -> id.substring(0, id.indexOf('.'))).collect(Collectors.toSet());
    assertThat(ArchitectureTest.plugins()).containsAll(families);
    touchNoFiles(modules(families)).check(CLASSES);
    assertThat(sees(touchNoFiles(resideInAPackage("io.alidade.nn")))).isTrue();
    assertThat(sees(touchNoFiles(resideInAPackage("io.alidade.runtime.train")))).isTrue();
  }

  private static ArchRule touchNoFiles(DescribedPredicate<JavaClass> who) {
    return noClasses()
        .that(who)
        .should()
        .dependOnClassesThat(
            belongToAnyOf(
                    Files.class,
                    File.class,
                    FileInputStream.class,
                    FileOutputStream.class,
                    FileReader.class,
                    FileWriter.class,
                    RandomAccessFile.class)
                .or(resideInAPackage("java.nio.channels..")))
        .because("what a run keeps is the host's to write");
  }

  private static DescribedPredicate<JavaClass> modules(Collection<String> names) {
    return resideInAnyPackage(
        names.stream().map(name -> "io.alidade." + name + "..").toArray(String[]::new));
  }

  /** Whether a rule would find what it is about: there it must be broken. */
  private static boolean sees(ArchRule rule) {
    return rule.evaluate(CLASSES).hasViolation();
  }

  @Test
  void noSourceOfTheHostNamesAMethod() throws IOException {
    assertThat(METHODS).hasSizeGreaterThan(METHODS_AT_LEAST);
    List<Path> sources = hostSources();
    assertThat(sources).hasSizeGreaterThan(SOURCES_AT_LEAST);
    List<String> named = new ArrayList<>();
    for (Path source : sources) {
      int number = 0;
      for (String line : Files.readAllLines(source)) {
        number++;
        if (METHODS.stream().anyMatch(line::contains)) {
          named.add("%s:%d: %s".formatted(source, number, line.strip()));
        }
      }
    }
    assertThat(named)
        .as("lines that name a method; expected its id from a configuration or the plugins' list")
        .isEmpty();
  }

  private static List<Path> hostSources() throws IOException {
    Path root = Path.of(System.getProperty("alidade.root"));
    List<Path> modules = new ArrayList<>(List.of(root.resolve("registry")));
    try (Stream<Path> platform = Files.list(root.resolve("platform"))) {
      platform.forEach(modules::add);
    }
    List<Path> sources = new ArrayList<>();
    for (Path module : modules) {
      Path java = module.resolve("src/main/java");
      if (Files.isDirectory(java)) { // The distribution has none.
        try (Stream<Path> files = Files.walk(java)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources;
  }
}
