package io.alidade.runtime.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What exists once in the process and always comes from the host's loader: the platform's own
 * packages, the engine, and the libraries whose types cross the border. Not {@code io.alidade.} as
 * a whole, since our plugins live under it.
 */
final class HostPackages {
  /** Package (with its subpackages) to the artifact that a plugin marks {@code provided}. */
  private static final Map<String, String> PLATFORM = platform();

  /** From the host, but harmless in an archive: they are never looked at there. */
  private static final List<String> SHARED = List.of("org.slf4j.", "org.pf4j.", "org.jspecify.");

  private HostPackages() {}

  private static Map<String, String> platform() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String room :
        List.of(
            "api", "nn", "data", "eval", "registry", "runtime", "cli", "testkit", "contracts")) {
      map.put("io.alidade." + room + ".", "io.alidade:alidade-" + room);
    }
    map.put("ai.djl.", "ai.djl:api");
    return map;
  }

  static boolean owns(String className) {
    return artifact(className).isPresent() || SHARED.stream().anyMatch(className::startsWith);
  }

  /** The artifact of ours (or the engine's) that a class belongs to. */
  static Optional<String> artifact(String className) {
    return PLATFORM.entrySet().stream()
        .filter(entry -> className.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Refuses an archive that carries classes of the platform. */
  static void refuseBundled(List<String> names, String inside) {
    int count = 0;
    String first = "";
    for (String name : names) {
      String className = className(name);
      if (!className.isEmpty() && artifact(className).isPresent()) {
        count++;
        first = first.isEmpty() ? className : first;
      }
    }
    if (count > 0) {
      throw Refusal.of(
          "bundles %s that the platform provides (%s%s); mark %s <scope>provided</scope>"
              + " in the plugin's pom, with every other dependency on the platform, and build it"
              + " again",
          count == 1 ? "a class" : count + " classes",
          first,
          inside.isEmpty() ? "" : " in " + inside,
          artifact(first).orElseThrow());
    }
  }

  /** {@code io/alidade/api/Method.class} to a class name; empty for what is not a class. */
  private static String className(String entry) {
    if (!entry.endsWith(".class")) {
      return "";
    }
    String path = entry.startsWith("classes/") ? entry.substring("classes/".length()) : entry;
    // A multi-release jar keeps more classes under META-INF/versions/N/.
    path = path.replaceFirst("^META-INF/versions/\\d+/", "");
    return path.substring(0, path.length() - ".class".length()).replace('/', '.');
  }
}
