package io.alidade.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The project's compiled classes on the class path, by module: the package behind the root. */
public final class ProjectClasses {
  private static final String ROOT = "io.alidade.";

  private final JavaClasses classes;

  private ProjectClasses(JavaClasses classes) {
    this.classes = classes;
  }

  /** Everything but tests. */
  public static ProjectClasses onClassPath() {
    return new ProjectClasses(
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.alidade"));
  }

  public JavaClasses classes() {
    return classes;
  }

  /** How many classes of each module there are. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    classes.forEach(
        type -> module(type).ifPresent(module -> counts.merge(module, 1, Integer::sum)));
    return counts;
  }

  /** {@code nn} for {@code io.alidade.nn.Ops}; nothing for classes of others. */
  static Optional<String> module(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName() + ".";
    return name.startsWith(ROOT)
        ? Optional.of(name.substring(ROOT.length(), name.indexOf('.', ROOT.length())))
        : Optional.empty();
  }
}
