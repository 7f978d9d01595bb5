package io.alidade.runtime.doctor;

import io.alidade.api.AlidadeException.Kind;
import io.alidade.runtime.run.ChildJava;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Loads the engine in a process like a worker's and lets it multiply. */
final class EngineCheck {
  private static final String PART = "engine";
  private static final long SECONDS = 60;

  private EngineCheck() {}

  static Finding run() {
    int threads = Runtime.getRuntime().availableProcessors();
    try {
      Path said = Files.createTempFile("alidade-doctor", ".txt");
      Path crash = said.resolveSibling(said.getFileName() + ".crash");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(
                ChildJava.command(
                    "256m",
                    threads,
                    crash,
                    List.of("io.alidade.runtime.provenance.EngineMain", String.valueOf(threads))));
        builder.environment().putAll(ChildJava.environment(threads));
        Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        process.getOutputStream().close();
        boolean over = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!over) {
          process.destroyForcibly();
          return problem("does not answer within " + SECONDS + " s; is the machine very busy?");
        }
        return judged(process.exitValue(), lastLine(said));
      } finally {
        Files.deleteIfExists(said);
        Files.deleteIfExists(crash);
      }
    } catch (IOException e) {
      return problem("cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return problem("was not waited for");
    }
  }

  private static Finding judged(int code, String line) {
    if (code == 0) {
      return Finding.ok(PART, line);
    }
    return problem(
        code == Kind.ENGINE.exitCode()
            ? line.replaceFirst("^engine: ", "")
            : "its process ended with code " + code + (line.isEmpty() ? "" : ": " + line));
  }

  private static String lastLine(Path said) throws IOException {
    List<String> lines =
        Files.readString(said, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private static Finding problem(String sentence) {
    return Finding.problem(PART, Kind.ENGINE, sentence);
  }
}
