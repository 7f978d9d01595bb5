package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.runtime.run.RunListener.Course;
import io.alidade.runtime.run.RunListener.Whole;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  long now = 1;

  @Test
  void saysInAPipeThatARunStartsStepsAndEnds() {
    try (RunProgress progress = progress(false)) {
      Course run = progress.started("261124-153012-3f9a", "contrastive.clip", 1, 1, 2);
      run.phase("training");
      run.metrics(1, 3, Map.of("loss", 4.0));
      run.metrics(2, 3, Map.of("loss", 3.0)); // Too soon after the first for a line.
      run.metrics(3, 3, Map.of("loss", 2.0));
      run.ended("finished", "", 1.5);
    }

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("contrastive.clip  seed 1  (1 of 2)"),
            line -> assertThat(line).startsWith("  training  1/3 steps").endsWith("loss 4.000"),
            line -> assertThat(line).startsWith("  training  3/3 steps").endsWith("loss 2.000"),
            line -> assertThat(line).isEqualTo("run 261124-153012-3f9a  finished after 1.5 s"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void keepsQuietInAPipeOfWhatIsOverAtOnce() {
    try (RunProgress progress = progress(false)) {
      progress.phase("data");
      for (int part = 0; part < 100; part++) {
        progress.advance("icons drawn (set " + part + ")", 1, 2);
        progress.advance("icons drawn (set " + part + ")", 2, 2);
      }
    }

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysOnStderrWhatWentWrong() {
    try (RunProgress progress = progress(false)) {
      progress.note("a file is damaged", true);
      progress.note("stopping", false);
      progress.started("a", "contrastive.clip", 1, 1, 2).ended("failed", "loss is NaN", 3);
      progress.started("b", "contrastive.clip", 2, 2, 2).ended("stopped", "Ctrl-C", 4);
    }

    assertThat(err.toString().lines())
        .containsExactly(
            "warning: a file is damaged",
            "run a  failed after 3.0 s: loss is NaN",
            "run b  stopped after 4.0 s: Ctrl-C; go on with: alidade resume b");
    assertThat(out.toString().lines()).startsWith("  stopping").hasSize(3);
  }

  @Test
  void leavesTheLastStepOnATerminalAndNothingElseOfTheLiveLine() {
    try (RunProgress progress = progress(true)) {
      progress.phase("data");
      progress.advance("icon sets read", 1, 7);
      Course run = progress.started("a", "contrastive.clip", 1, 1, 1);
      run.phase("training");
      run.metrics(1, 3, Map.of("loss", 4.0));
      run.ended("stopped", "Ctrl-C", 4);
    }

    assertThat(out.toString())
        .contains("1/7 icon sets read\r\033[Krun a")
        .endsWith("1/3 steps  loss 4.000" + System.lineSeparator());
  }

  @Test
  void endsTheLiveLineBeforeAnythingElseIsSaid() {
    try (RunProgress progress = progress(true)) {
      progress.phase("data");
      progress.advance("icon sets read", 1, 7);
    }

    assertThat(out.toString()).endsWith("1/7 icon sets read" + System.lineSeparator());
  }

  @Test
  void namesTheRunOfALineInAPipeWhereSeveralAreUnderWay() {
    try (RunProgress progress = progress(false)) {
      Course first = progress.started("261124-153012-3f9a", "contrastive.clip", 1, 1, 2);
      Course second = progress.started("261124-153012-4b07", "contrastive.clip", 2, 2, 2);
      first.phase("training");
      second.phase("training");
      first.metrics(1, 3, Map.of("loss", 4.0));
      second.metrics(1, 3, Map.of("loss", 5.0));
      second.note("a batch has two equal captions", true);
    }

    assertThat(out.toString().lines().skip(2))
        .containsExactly(
            "  261124-153012-3f9a  training  1/3 steps  loss 4.000",
            "  261124-153012-4b07  training  1/3 steps  loss 5.000");
    assertThat(err.toString().lines())
        .containsExactly("warning: 261124-153012-4b07  a batch has two equal captions");
  }

  @Test
  void sharesOneLineOnATerminalAmongRunsUnderWay() {
    try (RunProgress progress = progress(true)) {
      progress.skipped("261124-153011-0001", "contrastive.clip", 1);
      Course first = progress.started("261124-153012-3f9a", "contrastive.clip", 2, 2, 3);
      Course second = progress.started("261124-153012-4b07", "contrastive.clip", 3, 3, 3);
      first.phase("training");
      first.metrics(1, 3, Map.of("loss", 4.0));
      second.phase("data");
      first.metrics(3, 3, Map.of("loss", 2.0));
    }

    String last = out.toString().substring(out.toString().lastIndexOf("\r\033[K"));
    assertThat(last.strip()).isEqualTo("\033[K  1 of 3 runs  3f9a 3/3 loss 2.000  4b07 data");
    assertThat(out.toString().lines())
        .anyMatch(line -> line.contains("261124-153012-3f9a  training") && line.contains("3/3"));
  }

  @Test
  void shortensTheSharedLineToTheTerminal() {
    try (RunProgress progress = progress(true)) {
      for (int i = 1; i <= 20; i++) {
        Course run = progress.started("261124-153012-000" + i, "contrastive.clip", i, i, 20);
        run.phase("training");
        run.metrics(1, 1000, Map.of("loss", 4.0));
      }
    }

    String last = out.toString().substring(out.toString().lastIndexOf("\033[K") + 3);
    assertThat(last.stripTrailing()).hasSize(79).startsWith("  0 of 20 runs  0001 1/1000");
  }

  @Test
  void beginsTheLiveLineWithTheWholeAlsoWhereOneRunIsUnderWay() {
    try (RunProgress progress = progress(true)) {
      progress.begins(new Whole(238, 12, () -> OptionalDouble.of(860.4)));
      Course run = progress.started("261124-153012-3f9a", "contrastive.clip", 1, 13, 238);
      run.phase("training");
      run.metrics(1, 1500, Map.of("loss", 4.0));
    }

    // 860 s are 14 minutes and 20 seconds.
    assertThat(lastLive())
        .isEqualTo(
            "  12 of 238 runs  0:14:20 left  contrastive.clip  training 1/1500 steps  loss 4");
  }

  @Test
  void countsRunsThatAreLeftOutAsOver() {
    try (RunProgress progress = progress(true)) {
      progress.begins(new Whole(3, 0, OptionalDouble::empty));
      progress.leftOut("coop, seed 1, is not run: what it builds on, a, did not finish");
      progress.started("b", "contrastive.clip", 2, 3, 3).advance("images embedded", 1, 9);
    }

    assertThat(lastLive()).isEqualTo("  1 of 3 runs  contrastive.clip 1/9 images embedded");
    assertThat(err.toString()).startsWith("warning: coop, seed 1, is not run");
  }

  @Test
  void saysNothingOfTheTimeThatNobodyKnows() {
    try (RunProgress progress = progress(true)) {
      progress.begins(new Whole(2, 0, OptionalDouble::empty));
      progress.started("a", "contrastive.clip", 1, 1, 2).advance("images embedded", 1, 9);
    }

    assertThat(lastLive()).isEqualTo("  0 of 2 runs  contrastive.clip 1/9 images embedded");
  }

  @Test
  void givesEachOfManyRunsOneLineInAPipeAndTheWholeALineNowAndThen() {
    try (RunProgress progress = progress(false)) {
      progress.begins(new Whole(238, 1, () -> OptionalDouble.of(3 * 3600 + 62)));
      progress.skipped("261124-153011-0001", "adapter.tip-adapter", 1);
      for (int i = 2; i <= 4; i++) {
        Course run = progress.started("261124-153012-000" + i, "adapter.tip-adapter", 1, i, 238);
        run.advance("images embedded", 9, 9);
        now += 400_000_000; // 0.4 s
        run.ended("finished", "", 0.4);
      }
      Course run = progress.started("261124-153012-3f9a", "contrastive.clip", 1, 5, 238);
      run.phase("training");
      run.metrics(0, 100, Map.of("loss", 4.0));
      for (int step = 1; step <= 4; step++) {
        now += 10_000_000_000L;
        run.metrics(step, 100, Map.of("loss", 4.0 - step));
      }
    }

    assertThat(out.toString().lines())
        .containsExactly(
            "238 runs, of which 1 was finished before: shown, not repeated (--again repeats them, not what they build on)",
            "run 261124-153012-0002  adapter.tip-adapter  finished after 0.4 s",
            "  2 of 238 runs  3:01:02 left",
            "run 261124-153012-0003  adapter.tip-adapter  finished after 0.4 s",
            "run 261124-153012-0004  adapter.tip-adapter  finished after 0.4 s",
            "  4 of 238 runs  3:01:02 left  3f9a  contrastive.clip  training 3/100 steps  0.1/s"
                + "  loss 1.000");
  }

  @Test
  void saysInAPipeHowLongAFewRunsTakeUnlessTheLastSaysItItself() {
    try (RunProgress progress = progress(false)) {
      progress.begins(new Whole(2, 0, () -> OptionalDouble.of(61)));
      progress.started("a", "contrastive.clip", 1, 1, 2).ended("finished", "", 60);
      Course last = progress.started("b", "contrastive.clip", 2, 2, 2);
      now += 60_000_000_000L;
      last.phase("training");
      last.metrics(1, 100, Map.of());
      last.ended("finished", "", 60);
    }

    assertThat(out.toString().lines())
        .containsExactly(
            "run a  contrastive.clip  seed 1  (1 of 2)",
            "run a  finished after 1:00",
            "  1 of 2 runs  0:01:01 left",
            "run b  contrastive.clip  seed 2  (2 of 2)",
            "  training  1/100 steps",
            "run b  finished after 1:00");
  }

  private String lastLive() {
    String text = out.toString();
    return text.substring(text.lastIndexOf("\r\033[K") + 4).stripTrailing();
  }

  private RunProgress progress(boolean terminal) {
    return new RunProgress(
        new PrintWriter(out), new PrintWriter(err), new Terminal(terminal, 80, true), () -> now);
  }
}
