package io.alidade.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.registry.Registry;
import io.alidade.runtime.report.Comparison.Rival;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose numbers stand beside a run's. */
class ComparisonTest {
  @TempDir Path folder;
  Registry registry;
  int identities;

  @BeforeEach
  void open() {
    registry = Registry.open(folder.resolve("registry.db"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private String run(String name, String method) {
    return Story.run(registry, name, method, "%064d".formatted(identities++), 1, 0.5);
  }

  private List<String> beside(String run) {
    return Comparison.of(registry, registry.run(run)).get(0).lines().get(0).rivals().stream()
        .filter(rival -> rival.kind() == Rival.Kind.BASELINE)
        .map(Rival::name)
        .sorted()
        .toList();
  }

  @Test
  void comparesWithBaselinesAndWithMethodsThatItsFileListsAmongThem() {
    run("own-folder/adapter.tip-adapter", "adapter.tip-adapter");
    run("own-folder/baseline.zero-shot", "baseline.zero-shot");
    run("other/adapter.linear-probe", "adapter.linear-probe");
    run("mine", "prompt.vpt");

    assertThat(beside(run("own-folder", "prompt.coop")))
        .containsExactly("adapter.tip-adapter", "baseline.zero-shot");
    assertThat(beside(run("own-folder/shots=1", "prompt.coop")))
        .containsExactly("adapter.tip-adapter", "baseline.zero-shot");
    assertThat(beside(run("own-folders", "prompt.coop"))).containsExactly("baseline.zero-shot");
  }

  @Test
  void comparesWhatIsListedWithBaselinesAlone() {
    run("own-folder/adapter.linear-probe", "adapter.linear-probe");
    run("own-folder/baseline.zero-shot", "baseline.zero-shot");

    assertThat(beside(run("own-folder/adapter.tip-adapter", "adapter.tip-adapter")))
        .containsExactly("baseline.zero-shot");
  }

  @Test
  void comparesACellWithABaselineThatAnotherCellOfItsFileNamed() {
    run("own-folder/dataset=iconic/food,shots=1/adapter.tip-adapter", "adapter.tip-adapter");

    assertThat(beside(run("own-folder/dataset=iconic/food,shots=1", "prompt.coop")))
        .containsExactly("adapter.tip-adapter");
    assertThat(beside(run("own-folder/dataset=iconic/food,shots=4", "prompt.coop")))
        .containsExactly("adapter.tip-adapter");
    assertThat(beside(run("other/dataset=iconic/food,shots=4", "prompt.coop"))).isEmpty();
  }

  @Test
  void comparesWithTheNewestRunOfABaselineThatWasMeasuredTheSameWay() {
    String older = run("own-folder/shots=1/baseline.zero-shot", "baseline.zero-shot");
    String same = run("own-folder/shots=1/baseline.zero-shot", "baseline.zero-shot");
    Story.run(
        registry,
        "own-folder/shots=4/baseline.zero-shot",
        "baseline.zero-shot",
        "e".repeat(64),
        1,
        0.5,
        "another way");

    List<Rival> rivals =
        Comparison.of(registry, registry.run(run("own-folder/shots=1", "prompt.coop")))
            .get(0)
            .lines()
            .get(0)
            .rivals();
    assertThat(rivals)
        .extracting(Rival::note)
        .contains("run " + same)
        .doesNotContain("run " + older);
  }
}
