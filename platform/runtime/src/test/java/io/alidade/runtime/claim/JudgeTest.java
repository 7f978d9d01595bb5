package io.alidade.runtime.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.registry.Claim;
import io.alidade.registry.DatasetRow;
import io.alidade.registry.MethodRow;
import io.alidade.registry.NewRun;
import io.alidade.registry.Provenance;
import io.alidade.registry.Registry;
import io.alidade.registry.RunEnd;
import io.alidade.registry.RunState;
import io.alidade.runtime.report.EvaluationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two methods on two sets, of which the first is right more often. */
class JudgeTest {
  @TempDir private Path folder;
  private Registry registry;

  @BeforeEach
  void open() {
    registry = Registry.open(folder.resolve("registry.db"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private ClaimFile claim(String more) throws IOException {
    Path file = folder.resolve("claim.conf");
    Files.writeString(
        file,
        """
        statement = "a is above b"
        source = "nowhere"
        written = "2026-11-27"
        protocol = few
        metric = top-1
        left.method = toy.a
        right.method = toy.b
        """
            + more);
    return ClaimFile.read(file);
  }

  /** {@code right} of 40 items on each set. */
  private void run(String method, String name, long seed, int shots, int right) throws IOException {
    run(method, name, seed, shots, right, right);
  }

  /** Others right on a split {@code chooses}. */
  private void run(String method, String name, long seed, int shots, int right, int chooses)
      throws IOException {
    run(method, name, seed, shots, right, chooses, "as ever");
  }

  /** On sets that hold {@code content}. */
  private void run(
      String method, String name, long seed, int shots, int right, int chooses, String content)
      throws IOException {
    String id =
        ((Claim.Created)
                registry.claim(
                    new NewRun(
                        name + shots + content,
                        name,
                        new MethodRow(method, 1, "toy/leaf", "s", "p", 2021),
                        seed,
                        "",
                        "c",
                        new Provenance("1", "e", "j", "o", "h", "c", 2, 2),
                        List.of(),
                        List.of(data("toy/x", content), data("toy/y", content)))))
            .id();
    registry.started(id, 1);
    registry.ended(id, new RunEnd(RunState.FINISHED, Optional.empty(), 0, OptionalLong.empty(), 1));
    Path run = Files.createDirectories(folder.resolve("runs").resolve(id));
    int number = 1;
    for (String dataset : List.of("toy/x", "toy/y")) {
      JsonObject entry = new JsonObject();
      entry.addProperty("protocol", "few");
      entry.addProperty("shots", shots);
      for (String split : List.of("test", "chooses")) {
        Evaluation evaluation = evaluation(split.equals("test") ? right : chooses);
        new EvaluationFile(entry, dataset + shots, dataset, split, List.of(), evaluation)
            .write(EvaluationFile.file(run, number++));
      }
    }
  }

  private static DatasetRow data(String id, String content) {
    return new DatasetRow(id, content, "task", "licence", 40);
  }

  private static Evaluation evaluation(int right) {
    List<double[]> items = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      items.add(new double[] {i < right ? 1 : 0});
    }
    return new Evaluation(
        List.of(),
        List.of(),
        List.of(),
        List.of(new Contributions("top-1", Statistic.MEAN, items)));
  }

  private void bothOnThreeSeeds(int left, int right) throws IOException {
    for (long seed = 1; seed <= 3; seed++) {
      run("toy.a", "a", seed, 4, left);
      run("toy.b", "b", seed, 4, right);
    }
  }

  private Verdict judge(String more) throws IOException {
    return new Judge(registry, folder).judge(claim(more));
  }

  @Test
  void supportsWhatHoldsFarBeyondChance() throws IOException {
    bothOnThreeSeeds(36, 12);
    Verdict verdict = judge("");
    assertThat(verdict.word()).isEqualTo(Verdict.Word.SUPPORTED);
    assertThat(verdict.difference()).isEqualTo(0.6, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(verdict.low()).isBetween(0.3, 0.6);
    assertThat(verdict.seeds()).isEqualTo(3);
    assertThat(verdict.sets()).isEqualTo(2);
    assertThat(verdict.items()).isEqualTo(80);
    assertThat(verdict.runs()).hasSize(6);
  }

  @Test
  void refutesWhatIsTheOtherWayRound() throws IOException {
    bothOnThreeSeeds(12, 36);
    assertThat(judge("").word()).isEqualTo(Verdict.Word.REFUTED);
    assertThat(judge("direction = below").word()).isEqualTo(Verdict.Word.SUPPORTED);
  }

  @Test
  void leavesOpenWhatAFewItemsDecide() throws IOException {
    bothOnThreeSeeds(21, 20);
    assertThat(judge("").word()).isEqualTo(Verdict.Word.UNDECIDED);
  }

  @Test
  void asksForTheMarginToBeExceeded() throws IOException {
    bothOnThreeSeeds(36, 12);
    assertThat(judge("margin = 0.9").word()).isEqualTo(Verdict.Word.REFUTED);
  }

  @Test
  void decidesNothingByOneSeed() throws IOException {
    run("toy.a", "a", 1, 4, 36);
    run("toy.b", "b", 1, 4, 12);
    Verdict verdict = judge("");
    assertThat(verdict.word()).isEqualTo(Verdict.Word.UNDECIDED);
    assertThat(verdict.reason()).isEqualTo("1 of 3 seeds");
    assertThat(verdict.difference()).isGreaterThan(0.5);
  }

  @Test
  void saysWhereASideWasNotMeasured() throws IOException {
    bothOnThreeSeeds(36, 12);
    assertThat(judge("datasets = [toy/x, toy/z]").reason())
        .isEqualTo("not measured on both sides: toy/z");
  }

  @Test
  void comparesNothingOnDataThatChanged() throws IOException {
    for (long seed = 1; seed <= 3; seed++) {
      run("toy.a", "a", seed, 4, 36);
      run("toy.b", "b", seed, 4, 12, 12, "other pictures");
    }
    Verdict verdict = judge("");
    assertThat(verdict.word()).isEqualTo(Verdict.Word.UNDECIDED);
    assertThat(verdict.reason()).endsWith("toy/x did not hold the same data for both");
  }

  @Test
  void asksForOneWayOfMeasuring() throws IOException {
    bothOnThreeSeeds(36, 12);
    for (long seed = 1; seed <= 3; seed++) {
      run("toy.a", "a/shots=16", seed, 16, 40);
      run("toy.b", "b/shots=16", seed, 16, 40);
    }
    assertThat(judge("").reason()).startsWith("measured in more than one way");
    assertThat(judge("where { shots = 4 }").word()).isEqualTo(Verdict.Word.SUPPORTED);
    assertThat(judge("where { shots = 16 }").word()).isEqualTo(Verdict.Word.REFUTED);
  }

  @Test
  void takesTheNewestOfExperimentsCalledAlike() throws IOException {
    bothOnThreeSeeds(12, 36);
    for (long seed = 1; seed <= 3; seed++) {
      run("toy.a", "a", seed, 4, 36, 36, "other pictures");
      run("toy.b", "b", seed, 4, 12, 12, "other pictures");
    }
    assertThat(judge("").word()).isEqualTo(Verdict.Word.SUPPORTED);
  }

  @Test
  void asksForOneExperimentASide() throws IOException {
    bothOnThreeSeeds(36, 12);
    for (long seed = 1; seed <= 3; seed++) {
      run("toy.a", "a-again", seed, 4, 30);
    }
    assertThat(judge("").reason()).contains("both meant").contains("expected one");
    assertThat(judge("left.name = \"*-again\"").difference()).isLessThan(0.5);
  }

  @Test
  void takesTheExperimentThatAnotherSplitChooses() throws IOException {
    for (long seed = 1; seed <= 3; seed++) {
      run("toy.a", "a/rate=1", seed, 4, 36, 10);
      run("toy.a", "a/rate=2", seed, 4, 16, 30); // worse on test, and chosen
      run("toy.b", "b", seed, 4, 12);
    }
    Verdict verdict = judge("choose = chooses, left.name = \"a/*\"");
    assertThat(verdict.difference()).isEqualTo(0.1, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(verdict.reason()).isEqualTo("a/rate=2 of 2 tried against b, chosen on chooses");
    assertThat(judge("choose = nowhere").reason()).startsWith("nothing to choose by");
  }

  @Test
  void namesWhatAClaimLacks() {
    assertThatThrownBy(() -> claim("written = yesterday"))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("written is \"yesterday\"; expected a day as in 2026-11-27");
    assertThatThrownBy(() -> claim("lfet.method = x"))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("lfet is no known key");
  }
}
