package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.alidade.distribution.Packed.Answer;
import io.alidade.distribution.Packed.Call;
import io.alidade.registry.EventRow;
import io.alidade.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A survey in small, a foundation and what builds on it: killed and asked for again, or repeated.
 */
@Tag("packed")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class PackedSuiteTest {
  private static final String FOUNDATION =
      Packed.TINY
          + """
          name = foundation
          contrastive.clip.text.context = 40
          train.steps = 100
          execution { checkpoint-every = 5, parallel = 2 }
          """;

  private static final String TRANSFER =
      """
      foundations { start = "foundation.conf" }
      data { dataset = iconic/weather, distinct-groups = false }
      evaluate = [
        { protocol = few-shot-classification, dataset = iconic/weather, split = test, shots = 2 }
      ]
      execution { threads = 1, heap = 512m, checkpoint-every = 5, parallel = 2 }
      """;

  private static final String ADAPTER =
      TRANSFER
          + """
          method = adapter.tip-adapter
          baselines = [baseline.zero-shot]
          adapter.tip-adapter.search { alphas = 5, betas = 5 }
          """;

  private static final String PROMPT =
      TRANSFER
          + """
          method = prompt.coop
          prompt.coop.vectors = 2
          train {
            steps = 60
            batch-size = 8
            log-every = 1
            clip-norm = 0
            optimizer { name = sgd, rate = 2e-3, nesterov = false, weight-decay = 5e-4 }
          }
          """;

  private static final String CLIP = "contrastive.clip";
  private static final String COOP = "prompt.coop";
  private static final Set<String> LEAVES =
      Set.of("baseline.zero-shot", "adapter.tip-adapter", COOP);

  /** What a clock and a machine decide. */
  private static final Set<String> OF_THE_MACHINE = Set.of("seconds", "peak_memory_bytes");

  /** 128 and the signal's number. */
  private static final int KILLED = 137;

  @TempDir static Path folder;
  static Packed whole;
  static String suite;
  Call call;

  @BeforeAll
  static void runItWithoutAStop() throws Exception {
    Files.writeString(folder.resolve("foundation.conf"), FOUNDATION);
    Files.writeString(folder.resolve("adapter.conf"), ADAPTER);
    Files.writeString(folder.resolve("prompt.conf"), PROMPT);
    suite =
        Files.writeString(
                folder.resolve("suite.conf"),
                "suite = [foundation.conf, adapter.conf, prompt.conf]\nseeds = [1]\n")
            .toString();
    whole = new Packed(folder.resolve("whole"));
    Answer answer = whole.call("run", suite);
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(finished(whole)).containsOnlyKeys(all());
  }

  @AfterEach
  void leaveNothingRunning() {
    if (call != null) {
      call.process().descendants().forEach(ProcessHandle::destroyForcibly);
      call.process().destroyForcibly();
    }
  }

  @Test
  void goesOnAfterKillsOfHostAndWorkersToTheTableOfASuiteWithoutAStop() throws Exception {
    Packed killed = new Packed(folder.resolve("killed"));

    call = killed.start("run", suite);
    String foundation = untilOneCanGoOn(killed, "");
    kill();
    call = killed.start("run", suite);
    String prompt = untilOneCanGoOn(killed, foundation);
    kill();
    Map<String, String> before = finished(killed);
    assertThat(before).containsEntry(CLIP, foundation).doesNotContainKey(COOP);
    Answer rest = killed.call("run", suite);

    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(finished(killed))
        .containsOnlyKeys(all())
        .containsAllEntriesOf(before)
        .containsEntry(COOP, prompt);
    assertWentOn(killed, foundation, 100);
    assertWentOn(killed, prompt, 60);
    assertThat(killed.tensors(foundation)).isEqualTo(whole.tensors(finished(whole).get(CLIP)));
    assertThat(table(killed)).hasSizeGreaterThan(all().size()).isEqualTo(table(whole));
  }

  @Test
  void repeatsWhatIsFinishedWhenAskedToButNotWhatOthersBuildOn() throws Exception {
    Map<String, String> before = finished(whole);
    List<String> numbers = table(whole);

    Answer answer = whole.call("run", suite, "--again");

    assertThat(answer.code()).as(answer.err()).isZero();
    Map<String, String> after = finished(whole);
    assertThat(after).containsOnlyKeys(all()).containsEntry(CLIP, before.get(CLIP));
    for (String leaf : LEAVES) {
      assertThat(after.get(leaf)).as(leaf).isGreaterThan(before.get(leaf));
    }
    assertThat(table(whole)).isEqualTo(numbers);
  }

  private static Set<String> all() {
    return Stream.concat(Stream.of(CLIP), LEAVES.stream()).collect(Collectors.toSet());
  }

  /** The newest finished run of each method. */
  private static Map<String, String> finished(Packed alidade) throws Exception {
    Map<String, String> ids = new TreeMap<>();
    for (JsonElement element : alidade.runs()) {
      JsonObject run = element.getAsJsonObject();
      if (run.get("state").getAsString().equals("finished")) {
        ids.putIfAbsent(run.get("method").getAsString(), run.get("id").getAsString());
      }
    }
    return ids;
  }

  /** Every row of {@code table --all --format csv} without what the machine decides. */
  private static List<String> table(Packed alidade) throws Exception {
    List<String> lines = alidade.call("table", "--all", "--format", "csv").out().lines().toList();
    assertThat(lines).noneMatch(line -> line.contains("\"")); // So that commas part the columns.
    List<String> columns = List.of(lines.get(0).split(",", -1));
    assertThat(columns).contains("mean").containsAll(OF_THE_MACHINE);
    return lines.stream()
        .map(
            line -> {
              List<String> values = List.of(line.split(",", -1));
              return Stream.iterate(0, i -> i < columns.size(), i -> i + 1)
                  .filter(i -> !OF_THE_MACHINE.contains(columns.get(i)))
                  .map(values::get)
                  .collect(Collectors.joining(","));
            })
        .toList();
  }

  private static void assertWentOn(Packed alidade, String run, int steps) {
    try (Registry registry = Registry.readOnly(alidade.results().resolve("registry.db"))) {
      assertThat(registry.events(run))
          .extracting(EventRow::text)
          .anyMatch(text -> text.matches("goes on behind step [1-9]\\d* of " + steps));
    }
  }

  /** Waits until another run has a checkpoint; returns its id. */
  private String untilOneCanGoOn(Packed alidade, String but) throws Exception {
    while (true) {
      for (Path run : files(alidade.results().resolve("runs"))) {
        String id = run.getFileName().toString();
        if (!id.equals(but)
            && files(run.resolve("checkpoints")).stream()
                .anyMatch(file -> file.getFileName().toString().matches("step-\\d+.safetensors"))) {
          return id;
        }
      }
      assertThat(call.process().isAlive()).as("it still goes").isTrue();
      Thread.sleep(1);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** The host first, so that nobody records how its workers ended. */
  private void kill() throws Exception {
    List<ProcessHandle> workers = call.process().descendants().toList();
    assertThat(workers).isNotEmpty();
    call.signal("KILL");
    workers.forEach(ProcessHandle::destroyForcibly);
    assertThat(call.end().code()).isEqualTo(KILLED);
    for (ProcessHandle worker : workers) {
      worker.onExit().get();
    }
  }
}
