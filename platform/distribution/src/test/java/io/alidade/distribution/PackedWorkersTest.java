package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.alidade.distribution.Packed.Answer;
import io.alidade.distribution.Packed.Call;
import io.alidade.registry.Registry;
import io.alidade.registry.RunFilter;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import io.alidade.registry.RunSummary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several runs of one call: workers that serve one after the other, two at a time, and crash. */
@Tag("packed")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class PackedWorkersTest {
  private static final String TWO = "execution.parallel=2";
  private static final String ONE = "execution.parallel=1";

  /** How often a run is killed: 3, or as -Dalidade.kills says. */
  private static final int KILLS = Integer.getInteger("alidade.kills", 3);

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
  void givesTheSameBitsInARecycledWorkerInTwoAtATimeAndInAFreshOne() throws Exception {
    Map<Long, ByteBuffer> two = weights("-D", "seeds=[1,2,3,4]", "-D", TWO);
    assertThat(processes()).hasSize(2);

    Map<Long, ByteBuffer> one = weights("-D", "seeds=[1,2,3,4]", "-D", ONE, "--again");
    assertThat(one).hasSize(4).isEqualTo(two);
    assertThat(processes()).hasSize(3); // One more for all four.

    Map<Long, ByteBuffer> fresh = weights("-D", "seeds=[4]", "--again");
    assertThat(fresh.get(4L)).isEqualTo(one.get(4L));
    assertThat(fresh.get(3L)).isNotEqualTo(fresh.get(4L));
  }

  @Test
  void leavesTheOthersAloneWhenAWorkerIsKilledAndReplacesIt() throws Exception {
    call = alidade.start("run", file, "-D", "train.steps=400", "-D", "seeds=[1,2,3]", "-D", TWO);
    call.untilItSays("seed 2");
    Packed.send("KILL", untilItTrains(1).pid().orElseThrow());
    Answer answer = call.end();

    assertThat(answer.code()).isEqualTo(1);
    Map<Long, JsonObject> runs = bySeed();
    assertThat(runs.get(1L).get("state").getAsString()).isEqualTo("failed");
    assertThat(runs.get(1L).get("cause").getAsString()).contains("SIGKILL");
    assertThat(runs.get(1L).get("step").getAsInt()).isPositive();
    assertThat(runs.get(2L).get("state").getAsString()).isEqualTo("finished");
    assertThat(runs.get(3L).get("state").getAsString()).isEqualTo("finished");
    assertThat(answer.err()).hasLineCount(1).contains(runs.get(1L).get("id").getAsString());
  }

  @Test
  void stopsAllThatAreUnderWayOnCtrlCAndBeginsNoOther() throws Exception {
    assumeTrue(Packed.hearsCtrlC(), "SIGINT is ignored here, as in a shell's background");
    call =
        alidade.start("run", file, "-D", "train.steps=1000000", "-D", "seeds=[1,2,3]", "-D", TWO);
    call.untilItSays("seed 2");
    untilItTrains(1);
    untilItTrains(2);
    call.signal("INT");
    Answer answer = call.end();

    assertThat(answer.code()).isEqualTo(130);
    assertThat(answer.err().lines()).hasSize(2).allMatch(line -> line.contains("Ctrl-C"));
    assertThat(bySeed().values())
        .hasSize(2)
        .allMatch(run -> run.get("state").getAsString().equals("stopped"));
    for (JsonObject run : bySeed().values()) {
      assertThat(alidade.runFolder(run.get("id").getAsString()).resolve("checkpoints"))
          .isNotEmptyDirectory();
    }
  }

  @Test
  void endsWithTheBitsOfARunWithoutAStopHoweverOftenItIsKilled() throws Exception {
    int steps = Math.max(300, 40 * KILLS);
    String[] arguments = {
      "run", file, "-D", "train.steps=" + steps, "-D", "execution.checkpoint-every=7"
    };
    SplittableRandom random = new SplittableRandom(KILLS);
    for (int kill = 0; kill < KILLS; kill++) {
      int from = kill * (steps - 30) / KILLS;
      int to = (kill + 1) * (steps - 30) / KILLS;
      call = alidade.start(arguments);
      RunRow run = untilItTrains(1);
      untilCheckpoint(run.id(), random.nextInt(from, to));
      Thread.sleep(random.nextInt(20)); // Anywhere: in a step, in a checkpoint, in between.
      Packed.send("KILL", run.pid().orElseThrow());
      assertThat(call.end().code()).as("kill %d of %s", kill, run.id()).isEqualTo(1);
    }
    Answer rest = alidade.call(arguments);
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(rest.out()).containsPattern("goes on behind step \\d+ of " + steps);
    assertThat(alidade.runs()).hasSize(1);
    String id = alidade.latest().get("id").getAsString();
    assertThat(alidade.latest().get("step").getAsInt()).isEqualTo(steps);

    assertThat(alidade.call("run", file, "-D", "train.steps=" + steps, "--again").code()).isZero();
    String whole = alidade.latest().get("id").getAsString();
    assertThat(whole).isNotEqualTo(id);
    assertThat(alidade.tensors(id)).isEqualTo(alidade.tensors(whole));
    assertThat(alidade.losses(id)).hasSize(steps).isEqualTo(alidade.losses(whole));
  }

  /** Runs, and returns the newest weights of each seed. */
  private Map<Long, ByteBuffer> weights(String... options) throws Exception {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "run";
    arguments[1] = file;
    System.arraycopy(options, 0, arguments, 2, options.length);
    Answer answer = alidade.call(arguments);
    assertThat(answer.code()).as(answer.err()).isZero();
    return bySeed().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, run -> tensors(run.getValue().get("id").getAsString())));
  }

  private ByteBuffer tensors(String run) {
    try {
      return alidade.tensors(run);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Long> processes() throws Exception {
    return StreamSupport.stream(alidade.runs().spliterator(), false)
        .map(run -> run.getAsJsonObject().get("pid").getAsLong())
        .distinct()
        .toList();
  }

  /** The newest run of each seed. */
  private Map<Long, JsonObject> bySeed() throws Exception {
    return StreamSupport.stream(alidade.runs().spliterator(), false)
        .map(run -> run.getAsJsonObject())
        .collect(
            Collectors.toMap(
                run -> run.get("seed").getAsLong(), run -> run, (newer, older) -> newer));
  }

  /** Waits until the run of that seed has recorded a step; returns it. */
  private RunRow untilItTrains(long seed) throws Exception {
    call.untilItSays("training");
    try (Registry registry = Registry.readOnly(alidade.results().resolve("registry.db"))) {
      while (true) {
        Optional<RunRow> run =
            registry.summaries(RunFilter.newest(3)).stream()
                .filter(one -> one.run().state() == RunState.RUNNING && one.loss().isPresent())
                .map(RunSummary::run)
                .filter(one -> one.seed() == seed)
                .findFirst();
        if (run.isPresent()) {
          return run.get();
        }
        stillGoes();
      }
    }
  }

  /** Waits until the run has a checkpoint of that step, or of one behind it. */
  private void untilCheckpoint(String run, int step) throws Exception {
    Path checkpoints = alidade.runFolder(run).resolve("checkpoints");
    while (true) {
      try (Stream<Path> files = Files.list(checkpoints)) {
        if (files.anyMatch(file -> step(file) >= step)) {
          return;
        }
      }
      stillGoes();
    }
  }

  private void stillGoes() throws Exception {
    assertThat(call.process().isAlive()).as("it still goes").isTrue();
    Thread.sleep(1);
  }

  /** Of a file {@code step-000000120.safetensors}; -1 for others. */
  private static int step(Path file) {
    Matcher name =
        Pattern.compile("step-(\\d+)\\.safetensors").matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }
}
