package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @Test
  void saysInAPipeThatARunStartsStepsAndEnds() {
    try (RunProgress progress = progress(false)) {
      progress.started("261124-153012-3f9a", "contrastive.clip", 1, 1, 2);
      progress.phase("training");
      progress.metrics(1, 3, Map.of("loss", 4.0));
      progress.metrics(2, 3, Map.of("loss", 3.0)); // Too soon after the first for a line.
      progress.metrics(3, 3, Map.of("loss", 2.0));
      progress.ended("261124-153012-3f9a", "finished", "", 1.5);
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
      progress.ended("a", "failed", "loss is NaN", 3);
      progress.ended("b", "stopped", "Ctrl-C", 4);
    }

    assertThat(err.toString().lines())
        .containsExactly(
            "warning: a file is damaged",
            "run a  failed after 3.0 s: loss is NaN",
            "run b  stopped after 4.0 s: Ctrl-C; go on with: alidade resume b");
    assertThat(out.toString().lines()).containsExactly("  stopping");
  }

  @Test
  void leavesTheLastStepOnATerminalAndNothingElseOfTheLiveLine() {
    try (RunProgress progress = progress(true)) {
      progress.phase("data");
      progress.advance("icon sets read", 1, 7);
      progress.started("a", "contrastive.clip", 1, 1, 1);
      progress.phase("training");
      progress.metrics(1, 3, Map.of("loss", 4.0));
      progress.ended("a", "stopped", "Ctrl-C", 4);
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

  private RunProgress progress(boolean terminal) {
    return new RunProgress(new PrintWriter(out), new PrintWriter(err), terminal);
  }
}
