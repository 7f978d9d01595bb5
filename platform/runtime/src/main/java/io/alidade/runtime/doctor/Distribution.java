package io.alidade.runtime.doctor;

import io.alidade.api.AlidadeException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder this program runs from, when a launcher started it. */
record Distribution(Optional<Path> home) {
  private static final List<String> PARTS =
      List.of("bin/alidade", "lib/native", "plugins", "configs", "maven");

  static Distribution running() {
    String home = System.getProperty("alidade.home", "");
    return new Distribution(home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home)));
  }

  List<Finding> files() {
    if (home.isEmpty()) {
      return List.of(
          Finding.warning(
              "distribution",
              "not started by bin/alidade; plugins are looked for in your home folder alone"));
    }
    Path folder = home.get();
    List<String> missing = new ArrayList<>();
    for (String part : PARTS) {
      if (!Files.exists(folder.resolve(part))) {
        missing.add(part);
      }
    }
    return List.of(
        missing.isEmpty()
            ? Finding.ok("distribution", folder.toString())
            : Finding.problem(
                "distribution",
                Kind.RESOURCE,
                folder + ": lacks " + String.join(", ", missing) + "; unpack or build it again"));
  }

  /** Class data sharing, without which every verb takes twice as long to start. */
  List<Finding> classData() {
    if (home.isEmpty()) {
      return List.of();
    }
    Path lib = home.get().resolve("lib");
    String name = "class-data-" + System.getProperty("java.runtime.version");
    try (Stream<Path> files = Files.list(lib)) {
      // The launcher names it after the runtime version of Java's `release` file, which may say
      // more or less than the property.
      boolean there =
          files
              .map(file -> file.getFileName().toString())
              .anyMatch(file -> file.startsWith(name) && file.endsWith(".jsa"));
      boolean used = System.getProperty("java.vm.info", "").contains("sharing");
      return List.of(
          there && used
              ? Finding.ok("start-up", "from shared class data")
              : Finding.warning(
                  "start-up",
                  "no class data of this Java in "
                      + lib
                      + ", so that each command starts slowly; expected `bin/alidade"
                      + " --share-class-data` to make it, by somebody who may write there"));
    } catch (IOException e) {
      return List.of(
          Finding.problem("start-up", Kind.RESOURCE, lib + ": cannot be read (" + e + ")"));
    }
  }
}
