package io.alidade.cli;

import io.alidade.registry.Claim;
import io.alidade.registry.DatasetRow;
import io.alidade.registry.DriverLibrary;
import io.alidade.registry.MethodRow;
import io.alidade.registry.MetricPoint;
import io.alidade.registry.NewRun;
import io.alidade.registry.PluginRow;
import io.alidade.registry.Provenance;
import io.alidade.registry.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Calls the light verbs once, or makes one small run, in a folder that is thrown away. The launcher
 * has the JVM write down which classes that took (class data sharing), and the verbs start from
 * there in half the time, a run and its workers as well. The database's library is put where the
 * launcher has it looked for.
 */
final class Rehearsal {
  /** In the distribution's {@code lib}; trains, evaluates and reports. */
  private static final String RUN = "rehearsal.conf";

  private Rehearsal() {}

  /** Called by {@code bin/alidade} alone, with {@code verbs} or {@code run}. */
  public static void main(String[] arguments) throws IOException {
    Path results = Files.createTempDirectory("alidade-rehearsal");
    String home = System.getProperty("alidade.home", "");
    try {
      if (!home.isEmpty()) {
        Path place = Path.of(home, "lib", "native", "sqlite");
        DriverLibrary.unpack(place);
        System.setProperty(DriverLibrary.PLACE, place.toString());
      }
      if (arguments[0].equals("run")) {
        verb(results, new String[] {"run", Path.of(home, "lib", RUN).toString()});
      } else {
        play(results);
      }
    } finally {
      try (Stream<Path> files = Files.walk(results)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
      }
    }
  }

  static void play(Path results) {
    try (Registry registry = Registry.open(results.resolve("registry.db"))) {
      if (registry.claim(run()) instanceof Claim.Created run) {
        registry.started(run.id(), ProcessHandle.current().pid());
        registry.metrics(run.id(), List.of(new MetricPoint("loss", 1, 1, Instant.EPOCH)));
      }
    }
    for (String line :
        List.of(
            "--version",
            "--help",
            "methods",
            "datasets",
            "plugins list",
            "runs",
            "runs --json",
            "show latest",
            "table",
            "query SELECT/**/name/**/FROM/**/run")) {
      verb(results, line.split(" "));
    }
  }

  private static void verb(Path results, String[] words) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    String[] arguments = new String[words.length + 2];
    arguments[0] = "--results";
    arguments[1] = results.toString();
    System.arraycopy(words, 0, arguments, 2, words.length);
    Alidade.run(nowhere, nowhere, arguments);
  }

  private static NewRun run() {
    return new NewRun(
        "0",
        "rehearsal",
        new MethodRow("rehearsal.method", 1, "rehearsal/leaf", "summary", "paper", 2026),
        1,
        "name = rehearsal",
        "0",
        new Provenance("version", "engine", "jdk", "os", "host", "cpu", 1, 1),
        List.of(new PluginRow("rehearsal", "1", "0")),
        List.of(new DatasetRow("rehearsal/data", "0", "image-text", "none", 1)));
  }
}
