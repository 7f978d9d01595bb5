package io.alidade.testkit;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Which module may use which. */
final class Modules extends ArchCondition<JavaClass> {
  private static final Set<String> FOR_PLUGINS = Set.of("api", "nn", "data", "eval");

  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "api", Set.of(),
          "nn", Set.of("api"),
          "data", Set.of("api", "nn"),
          "eval", FOR_PLUGINS,
          "registry", Set.of("api"),
          "runtime", Set.of("api", "nn", "data", "eval", "registry"),
          "cli", Set.of("api", "nn", "data", "eval", "registry", "runtime"),
          "dashboard", Set.of("api", "nn", "data", "eval", "registry", "runtime"),
          "testkit", Set.of("api"),
          "contracts", Set.of("api", "nn", "data", "eval", "registry", "runtime", "testkit"));

  Modules() {
    super("use only modules below their own");
  }

  static boolean isPlugin(String module) {
    return !MAY_USE.containsKey(module);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    String own = ProjectClasses.module(type).orElseThrow();
    Set<String> below = MAY_USE.getOrDefault(own, FOR_PLUGINS);
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      ProjectClasses.module(dependency.getTargetClass())
          .filter(used -> !used.equals(own) && !below.contains(used))
          .ifPresent(
              used ->
                  events.add(
                      SimpleConditionEvent.violated(
                          type,
                          "%s must not use %s: %s"
                              .formatted(own, used, dependency.getDescription()))));
    }
  }
}
