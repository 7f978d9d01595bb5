package io.alidade.distribution;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packed launcher, called as a user would, with results in a folder of the test's own. Drawings
 * are kept between builds, as a user's are between runs.
 */
final class Packed {
  private static final long PATIENCE_SECONDS = 120;

  /** So small that a run is mostly start-up. */
  static final String TINY =
      """
      name = tiny
      method = contrastive.clip
      contrastive.clip {
        width = 16
        image { size = 16, stem.channels = 4 }
        text { width = 16, layers = 1, heads = 2, context = 24 }
        vocabulary = 514
      }
      data { dataset = iconic/weather, split = train }
      train { steps = 4, batch-size = 8, log-every = 1 }
      evaluate = [{ protocol = zero-shot-classification, dataset = iconic/weather, split = test }]
      execution { threads = 1, heap = 512m }
      """;

  private final Path results;
  private final Path scratch;
  private final Map<String, String> environment;

  Packed(Path folder) throws IOException {
    this(
        folder.resolve("results"),
        Files.createDirectories(folder.resolve("said")),
        Map.of("ALIDADE_HOME", System.getenv("ALIDADE_HOME")));
  }

  private Packed(Path results, Path scratch, Map<String, String> environment) {
    this.results = results;
    this.scratch = scratch;
    this.environment = environment;
  }

  /** The same with the user's folder elsewhere. */
  Packed atHome(Path folder) {
    return with("ALIDADE_HOME", folder);
  }

  /** The same with a path in a variable of the environment. */
  Packed with(String variable, Path path) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, path.toString());
    return new Packed(results, scratch, more);
  }

  /** What a call came to. */
  record Answer(int code, String out, String err) {}

  Path results() {
    return results;
  }

  Path runFolder(String run) {
    return results.resolve("runs").resolve(run);
  }

  /** Calls and waits. */
  Answer call(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  /** Calls and does not wait. */
  Call start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  /** Calls with further options for the JVM. */
  Answer callWith(String javaOption, String... arguments) throws IOException, InterruptedException {
    return start(List.of(javaOption), arguments).end();
  }

  private Call start(List<String> javaOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("alidade.distribution") + "/bin/alidade");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("ALIDADE_RESULTS", results.toString());
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ALIDADE_JAVA_OPTS", String.join(" ", javaOptions));
    Path out = Files.createTempFile(scratch, "out", ".txt");
    Path err = Files.createTempFile(scratch, "err", ".txt");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return new Call(process, out, err);
  }

  /** Values of all tensors, in the file's order; its metadata names the run. */
  ByteBuffer tensors(String run) throws IOException {
    byte[] file = Files.readAllBytes(runFolder(run).resolve("checkpoints/model.safetensors"));
    long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return ByteBuffer.wrap(Arrays.copyOfRange(file, 8 + (int) header, file.length));
  }

  /** Step and value of every recorded loss, in order. */
  List<String> losses(String run) throws IOException, InterruptedException {
    String sql = "select step, value from metric where name = 'loss' and run = '" + run + "'";
    Answer answer = call("query", sql, "--format", "json");
    return JsonParser.parseString(answer.out()).getAsJsonArray().asList().stream()
        .map(String::valueOf)
        .toList();
  }

  /** The newest run, as {@code runs --json} tells it. */
  JsonObject latest() throws IOException, InterruptedException {
    return runs().get(0).getAsJsonObject();
  }

  JsonArray runs() throws IOException, InterruptedException {
    return JsonParser.parseString(call("runs", "--json").out()).getAsJsonArray();
  }

  /** A call under way. */
  record Call(Process process, Path out, Path err) {
    /** Waits until it has said so on stdout. */
    void untilItSays(String text) throws IOException, InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!Files.readString(out).contains(text)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new AssertionError(
              "it never said '" + text + "': " + Files.readString(out) + Files.readString(err));
        }
        Thread.sleep(50);
      }
    }

    /** Sends a signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
      send(name, process.pid());
    }

    Answer end() throws IOException, InterruptedException {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it did not end: " + Files.readString(out));
      }
      // Classes are all the captions of the tiny set, and a batch of it repeats some: rightly said.
      String said =
          Files.readString(err).replaceAll("(?m)^warning: .*share their caption.*\\R", "");
      return new Answer(process.exitValue(), Files.readString(out), said);
    }
  }

  static void send(String signal, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start();
    try (BufferedReader said = kill.errorReader(StandardCharsets.UTF_8)) {
      if (kill.waitFor() != 0) {
        throw new AssertionError("kill -" + signal + " " + pid + ": " + said.readLine());
      }
    }
  }

  /** Whether this process, and so those that it starts, may be interrupted. */
  static boolean hearsCtrlC() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.exists(status)
        || Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> new BigInteger(line.substring(7).strip(), 16))
            .noneMatch(ignored -> ignored.testBit(1)); // SIGINT is 2, bits count from 0.
  }
}
