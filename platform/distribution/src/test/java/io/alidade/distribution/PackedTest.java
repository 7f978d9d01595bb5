package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.alidade.distribution.Packed.Answer;
import io.alidade.distribution.Packed.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packed folder as a user meets it: launcher, host, worker, engine, plugins and registry
 * together, on a model so small that a run is mostly start-up.
 */
@Tag("packed")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class PackedTest {
  private static final String ENDLESS = "train.steps=1000000";

  @TempDir Path folder;
  Packed alidade;
  String file;
  Call call;

  @BeforeEach
  void write() throws IOException {
    alidade = new Packed(folder);
    file = Files.writeString(folder.resolve("tiny.conf"), Packed.TINY).toString();
  }

  @AfterEach
  void leaveNothingRunning() {
    if (call != null) {
      call.process().descendants().forEach(ProcessHandle::destroyForcibly);
      call.process().destroyForcibly();
    }
  }

  @Test
  void runsAnExperimentOnceAndAgainToTheSameBits() throws Exception {
    Answer first = alidade.call("run", file);

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).containsPattern("contrastive.clip +[\\d.]+ %").contains("report: ");
    JsonObject run = alidade.latest();
    assertThat(run.get("state").getAsString()).isEqualTo("finished");
    assertThat(run.get("exit_code").getAsInt()).isZero();
    assertThat(run.get("step").getAsInt()).isEqualTo(4);
    String id = run.get("id").getAsString();
    assertThat(files(alidade.runFolder(id)))
        .contains("config.conf", "log.txt", "report.html", "checkpoints/model.safetensors")
        .noneMatch(name -> name.endsWith(".partial") || name.startsWith("."));

    Answer shown = alidade.call("run", file);
    assertThat(shown.code()).isZero();
    assertThat(shown.out()).contains("run " + id).contains("was finished before").contains("top-1");
    assertThat(alidade.runs()).hasSize(1);

    assertThat(alidade.call("run", file, "--again").code()).isZero();
    String again = alidade.latest().get("id").getAsString();
    assertThat(again).isNotEqualTo(id);
    assertThat(alidade.tensors(again)).isEqualTo(alidade.tensors(id));
    assertThat(alidade.losses(again)).hasSize(4).isEqualTo(alidade.losses(id));
  }

  /** Long enough to be stopped in the middle, wherever that is. */
  private static final String LONG = "train.steps=400";

  @Test
  void goesOnAfterCtrlCToTheBitsOfARunWithoutAStop() throws Exception {
    assumeTrue(Packed.hearsCtrlC(), "SIGINT is ignored here, as in a shell's background");
    call = alidade.start("run", file, "-D", LONG);
    call.untilItSays("training");
    call.signal("INT");
    assertThat(call.end().code()).isEqualTo(130);
    String id = alidade.latest().get("id").getAsString();
    int stoppedAt = alidade.latest().get("step").getAsInt();

    Answer rest = alidade.call("resume", "latest");

    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(rest.out()).contains("goes on behind step " + stoppedAt + " of 400");
    assertThat(alidade.latest().get("id").getAsString()).isEqualTo(id);
    assertThat(alidade.latest().get("state").getAsString()).isEqualTo("finished");
    assertThat(alidade.losses(id)).hasSize(400);
    assertThat(files(alidade.runFolder(id))).noneMatch(name -> name.contains("step-"));
    goesTheSameWay(id);
  }

  /** Against the same experiment from its first step to its last. */
  private void goesTheSameWay(String id) throws Exception {
    assertThat(alidade.call("run", file, "-D", LONG, "--again").code()).isZero();
    String whole = alidade.latest().get("id").getAsString();
    assertThat(whole).isNotEqualTo(id);
    assertThat(alidade.tensors(id)).isEqualTo(alidade.tensors(whole));
    assertThat(alidade.losses(id)).isEqualTo(alidade.losses(whole));
  }

  @Test
  void refusesASecondRunAtTheSameMomentAndStopsTheFirstOnCtrlC() throws Exception {
    assumeTrue(Packed.hearsCtrlC(), "SIGINT is ignored here, as in a shell's background");
    startTraining();

    Answer second = alidade.call("run", file, "-D", ENDLESS);

    JsonObject run = alidade.latest();
    String id = run.get("id").getAsString();
    assertThat(run.get("state").getAsString()).isEqualTo("running");
    assertThat(second.code()).isEqualTo(5);
    assertThat(second.err())
        .hasLineCount(1)
        .contains("already running as run " + id)
        .contains("alidade logs " + id + " --follow");

    call.signal("INT");
    Answer first = call.end();

    assertThat(first.code()).isEqualTo(130);
    assertThat(first.err()).hasLineCount(1).contains(id).contains("stopped").contains("Ctrl-C");
    assertEnded("stopped", "Ctrl-C");
    assertThat(alidade.call("logs", id).out()).contains("training").contains("stopped");
  }

  @Test
  void stopsOnSigtermWhileDataIsPrepared() throws Exception {
    // In a home folder of its own no drawing is there yet, and thousands are to be made.
    Path home = Files.createDirectories(folder.resolve("home"));
    call = alidade.atHome(home).start("run", file, "-D", "data.dataset=iconic/emoji");
    while (call.process().isAlive() && files(home).isEmpty()) {
      Thread.sleep(50);
    }

    call.signal("TERM");
    Answer answer = call.end();

    assertThat(answer.code()).isEqualTo(143);
    assertThat(answer.err()).contains("stopped by SIGTERM before a run was started");
    assertThat(files(home)).isNotEmpty().noneMatch(name -> name.endsWith(".tmp"));
    assertThat(alidade.runs()).isEmpty();
  }

  @Test
  void recordsARunWhoseWorkerWasKilled() throws Exception {
    startTraining();

    Packed.send("KILL", alidade.latest().get("pid").getAsLong());
    Answer answer = call.end();

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).hasLineCount(1).contains("failed").contains("SIGKILL");
    assertEnded("failed", "SIGKILL");
  }

  @Test
  void losesNoMoreThanTheHostWhenThatIsKilled() throws Exception {
    startTraining();
    ProcessHandle worker = ProcessHandle.of(alidade.latest().get("pid").getAsLong()).orElseThrow();

    call.signal("KILL");
    call.end();

    worker.onExit().get(); // Nobody would record what it does: it ends by itself.
    JsonObject run = alidade.latest();
    while (run.get("state").getAsString().equals("running")) { // Until its lease has run out.
      Thread.sleep(500);
      run = alidade.latest();
    }
    assertEnded("lost", "no sign of life since");
  }

  @Test
  void saysInOneLineWhatItCannotRun() throws Exception {
    refuses(2, "train.stpes = 3 is no known key", "run", file, "-D", "train.stpes=3");
    refuses(2, "no such file", "run", folder + "/none.conf");
    refuses(5, "a file is in its place", "run", file, "--results", file);
    refuses(4, "is not a whole archive", "plugins", "install", broken());
    assertThat(alidade.results()).doesNotExist();

    Answer misspelt = alidade.call("run", file, "-D", "data.split=trian"); // May draw first.
    assertThat(misspelt.code()).isEqualTo(2);
    assertThat(misspelt.err()).hasLineCount(1).contains("did you mean train?");
    assertThat(alidade.runs()).isEmpty();
  }

  @Test
  void plansWithoutRunning() throws Exception {
    Answer plan = alidade.call("run", file, "-D", "seeds=[1,2]", "--dry-run");

    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("vocabulary=514")
        .contains(System.lineSeparator() + "2 runs" + System.lineSeparator())
        .contains("1 model measured")
        .containsPattern("training +4 steps of 8, [\\d,]{4,} parameters")
        .containsPattern("memory +about \\d+\\.\\d MiB, on cpu");
    assertThat(alidade.results()).doesNotExist();
  }

  @Test
  void predictsTheMemoryThatARunTakes() throws Exception {
    assertThat(alidade.call("run", file).code()).isZero();

    JsonObject run = alidade.latest();
    double predicted = run.get("predicted_memory_bytes").getAsDouble();
    assertThat(predicted / run.get("peak_memory_bytes").getAsDouble()).isBetween(0.75, 1.25);
    assertThat(run.get("micro_batch").getAsInt()).isZero();
    assertThat(run.get("device").getAsString()).isEqualTo("cpu");
    assertThat(alidade.call("show", "latest").out())
        .containsPattern("memory +[\\d.]+ MiB at most, [\\d.]+ MiB predicted");
    assertThat(alidade.call("run", file, "-D", "seeds=[1,2]", "--dry-run").out())
        .contains("2 runs: 1 finished before, 1 to be run");
  }

  /** Activations of its batch take more than all the rest of such a run. */
  private static final List<String> LARGE =
      List.of(
          "-D", "contrastive.clip.image.kind=vit",
          "-D", "contrastive.clip.image.size=32",
          "-D", "contrastive.clip.image.vit={ patch = 4, width = 64, layers = 6, heads = 2 }",
          "-D", "data.distinct-groups=false",
          "-D", "train.batch-size=256",
          "-D", "train.optimizer.rate=1e-3",
          "-D", "evaluate=[]");

  @Test
  void cutsABatchThatDoesNotFitAndKeepsThePartsWhenItGoesOn() throws Exception {
    String memory = "execution.memory=480m";
    Answer whole = alidade.call(with(LARGE, "run", file, "--dry-run"));
    assertThat(whole.out()).doesNotContain("gradient caching");
    assertThat(alidade.call(with(LARGE, "run", file, "--dry-run", "-D", memory)).out())
        .containsPattern("gradient caching: a batch of 256 is embedded in parts of \\d+");
    call = alidade.start(with(LARGE, "run", file, "-D", memory, "-D", "train.steps=6"));
    call.untilItSays("training");
    Packed.send("TERM", alidade.latest().get("pid").getAsLong());
    assertThat(call.end().code()).isEqualTo(143);
    String id = alidade.latest().get("id").getAsString();
    int parts = alidade.latest().get("micro_batch").getAsInt();
    assertThat(parts).isBetween(1, 128);
    assertThat(Integer.bitCount(parts)).isEqualTo(1);

    // With all the memory there is: the same experiment, which would not be cut if it began now.
    Answer rest = alidade.call(with(LARGE, "run", file, "-D", "train.steps=6"));

    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(alidade.latest().get("id").getAsString()).isEqualTo(id);
    assertThat(alidade.latest().get("micro_batch").getAsInt()).isEqualTo(parts);
    String number = "train.micro-batch=" + parts;
    assertThat(alidade.call(with(LARGE, "run", file, "-D", number, "-D", "train.steps=6")).code())
        .isZero();
    assertThat(alidade.tensors(alidade.latest().get("id").getAsString()))
        .isEqualTo(alidade.tensors(id));
  }

  @Test
  void refusesABatchThatCannotFit() throws Exception {
    Answer answer = alidade.call("run", file, "-D", "execution.memory=100m");

    assertThat(answer.code()).isEqualTo(5);
    assertThat(answer.err())
        .hasLineCount(1)
        .containsPattern("memory: a batch of 8 takes about \\d+ MB of 105 MB")
        .contains("since the batch statistics of its tower would be those of a part")
        .contains("expected a lower train.batch-size");
    assertThat(alidade.latest().get("state").getAsString()).isEqualTo("failed");
  }

  private static String[] with(List<String> options, String... arguments) {
    return Stream.concat(Stream.of(arguments), options.stream()).toArray(String[]::new);
  }

  @Test
  void findsItselfInOrder() throws Exception {
    Answer answer = alidade.call("doctor");

    assertThat(answer.code()).as(answer.out()).isZero();
    assertThat(answer.out())
        .contains("ok        distribution")
        .contains("ok        start-up")
        .contains("ok        engine")
        .containsPattern("ok +plugins +\\d+ with \\d+ methods")
        .doesNotContain("problem");
  }

  @Test
  void startsFromSharedClassData() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    assertThat(alidade.callWith("-Xlog:class+load:file=" + loaded, "--version").code()).isZero();

    List<String> lines = Files.readAllLines(loaded);
    assertThat(lines)
        .anyMatch(
            line ->
                line.contains("io.alidade.cli.Alidade ") && line.contains("shared objects file"))
        .anyMatch(
            line -> line.contains("picocli.CommandLine ") && line.contains("shared objects file"));
    assertThat(lines).noneMatch(line -> line.contains("ai.djl."));
  }

  /** What a run takes beside the verbs is there when the small one of the rehearsal was made. */
  @Test
  void startsARunFromSharedClassData() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    assertThat(alidade.callWith("-Xlog:class+load:file=" + loaded, "run", file, "--dry-run").code())
        .isZero();
    assertThat(Files.readAllLines(loaded))
        .anyMatch(
            line ->
                line.contains("io.alidade.runtime.run.Sizing ")
                    && line.contains("shared objects file"));
  }

  private void startTraining() throws IOException, InterruptedException {
    call = alidade.start("run", file, "-D", ENDLESS);
    call.untilItSays("training");
    // The registry has a point: what is recorded must outlive what comes.
    while (!alidade.latest().has("step")) {
      Thread.sleep(100);
    }
  }

  private void assertEnded(String state, String cause) throws IOException, InterruptedException {
    JsonObject run = alidade.latest();
    assertThat(run.get("state").getAsString()).isEqualTo(state);
    assertThat(run.get("cause").getAsString()).contains(cause);
    assertThat(run.get("step").getAsInt()).isPositive();
  }

  private void refuses(int code, String part, String... arguments)
      throws IOException, InterruptedException {
    Answer answer = alidade.call(arguments);
    assertThat(answer.code()).as(answer.err()).isEqualTo(code);
    assertThat(answer.err()).hasLineCount(1).contains(part);
    assertThat(answer.out()).isEmpty();
  }

  private String broken() throws IOException {
    return Files.writeString(folder.resolve("broken.jar"), "no zip").toString();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).map(folder::relativize).map(Path::toString).toList();
    }
  }
}
