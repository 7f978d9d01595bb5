package io.alidade.benchmarks;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.alidade.runtime.run.ChildJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A side of a benchmark, ours or a peer's: a process that prints its result as the last line.
 *
 * @param whole whether the seconds of the process as a whole are the value
 */
record Subject(List<String> command, Map<String, String> environment, boolean whole) {
  private static final Gson GSON = new Gson();

  Subject {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A main class of ours, set up as the workers of a run are. */
  static Subject ours(Setup setup, Class<?> main, Object... arguments) {
    List<String> program = new ArrayList<>(List.of(main.getName()));
    List.of(arguments).forEach(argument -> program.add(argument.toString()));
    Path crash = setup.work().resolve("crash.log");
    return new Subject(
        ChildJava.command("2g", setup.threads(), crash, program),
        ChildJava.environment(setup.threads()),
        false);
  }

  /** The command line of the project, timed as a process. */
  static Subject alidade(Setup setup, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(setup.root().resolve("alidade").toString()));
    command.addAll(List.of(arguments));
    return new Subject(command, environment, true);
  }

  /** A script of {@code benchmarks/peers}, as its users start Python. */
  static Subject peer(Setup setup, String script, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(setup.python().toString());
    command.add(setup.benchmarks().resolve("peers").resolve(script).toString());
    List.of(arguments).forEach(argument -> command.add(argument.toString()));
    return new Subject(command, Map.of("OMP_NUM_THREADS", String.valueOf(setup.threads())), false);
  }

  /**
   * Runs it once.
   *
   * @param log where what it says beside the result goes
   */
  Result run(Path log) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long start = System.nanoTime();
    try {
      Process process = builder.start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      double seconds = (System.nanoTime() - start) / 1e9;
      if (status != 0) {
        throw new IllegalStateException(
            "exit status " + status + " of " + String.join(" ", command) + "; see " + log);
      }
      if (whole) {
        return new Result(seconds, 0);
      }
      String last = output.substring(output.lastIndexOf('\n') + 1);
      JsonObject result = GSON.fromJson(last, JsonObject.class);
      return new Result(result.get("value").getAsDouble(), result.get("peak_mb").getAsDouble());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a process found.
   *
   * @param peak highest resident memory in MB; 0 where it is not known
   */
  record Result(double value, double peak) {}
}
