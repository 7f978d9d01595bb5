package io.alidade.runtime.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The machine a run was made on. */
public record Machine(String name, String cpu, int cores, String system, String java) {
  public static Machine here() {
    return new Machine(
        hostName(),
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  /** Without asking a name server, which may not answer. */
  private static String hostName() {
    for (String variable : List.of("HOSTNAME", "COMPUTERNAME")) {
      String named = System.getenv(variable);
      if (named != null && !named.isBlank()) {
        return named;
      }
    }
    try {
      String kernel = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      return kernel.isEmpty() ? "unnamed" : kernel;
    } catch (IOException e) {
      return "unnamed"; // Not Linux, and the shell does not tell.
    }
  }

  private static String cpuModel() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | java.io.UncheckedIOException e) {
      return System.getProperty("os.arch"); // Not Linux: the architecture is what Java knows.
    }
  }
}
