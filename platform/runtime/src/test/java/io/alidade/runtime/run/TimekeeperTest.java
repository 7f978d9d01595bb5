package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.runtime.run.RunListener.Course;
import io.alidade.runtime.run.RunListener.Whole;
import io.alidade.runtime.run.TimeLeft.Past;
import io.alidade.runtime.run.TimeLeft.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TimekeeperTest {
  /** In seconds. */
  long now = 100;

  final Heard heard = new Heard();
  final Timekeeper timekeeper =
      new Timekeeper(
          heard,
          5,
          Map.of(2, task("a"), 4, task("b"), 5, task("c")),
          List.of(),
          () -> now * 1_000_000_000);

  @Test
  void countsWhatWasFinishedBefore() {
    assertThat(timekeeper.whole()).extracting(Whole::runs, Whole::finished).containsExactly(5, 2);
  }

  @Test
  void timesARunByItsOwnSteps() {
    timekeeper.passed(4);
    timekeeper.passed(5);
    Course run = timekeeper.started("run", "clip", 1, 2, 5);
    assertThat(left()).isEmpty();

    now = 110;
    run.metrics(1, 11, Map.of());
    now = 114;
    run.metrics(3, 11, Map.of());

    // Two steps took 4 s; eight are left.
    assertThat(left()).hasValue(16);
    now = 115;
    assertThat(left()).hasValue(15);
  }

  @Test
  void timesTheOthersByThoseThatHaveFinishedMeanwhile() {
    Course first = timekeeper.started("run", "clip", 1, 2, 5);
    now = 130;
    first.ended("finished", "", 30);
    assertThat(left()).hasValue(60);

    now = 133;
    timekeeper.started("other", "clip", 1, 4, 5);
    now = 140;

    // 30 - 7 for this one, 30 for the next, and a pause of 3 s over two starts.
    assertThat(left()).hasValue(23 + 30 + 1.5);
  }

  @Test
  void learnsNothingFromARunThatFailed() {
    timekeeper.started("run", "clip", 1, 2, 5).ended("failed", "loss is NaN", 30);

    assertThat(left()).isEmpty();
  }

  /** Its seconds are those of a part, and would make the others look short. */
  @Test
  void learnsNothingFromTheRestOfARun() {
    Course rest = timekeeper.started("run", "clip", 1, 2, 5);
    rest.goesOn();
    rest.ended("finished", "", 3);

    assertThat(left()).isEmpty();
  }

  @Test
  void knowsRunsOfBefore() {
    Timekeeper knowing =
        new Timekeeper(
            heard, 1, Map.of(1, task("a")), List.of(new Past("a", "clip", 100, 7)), () -> 0);

    assertThat(knowing.whole().secondsLeft().get()).hasValue(7);
  }

  @Test
  void passesOnWhatItHears() {
    timekeeper.phase("data");
    timekeeper.skipped("old", "clip", 1);
    Course run = timekeeper.started("new", "clip", 1, 2, 5);
    run.phase("training");
    run.advance("images", 1, 2);
    run.metrics(1, 9, Map.of());
    run.note("a sentence", false);
    run.ended("finished", "", 3);

    assertThat(heard.said)
        .containsExactly(
            "data", "old", "new", "training", "1 of 2 images", "step 1", "a sentence", "finished");
  }

  private OptionalDouble left() {
    return timekeeper.whole().secondsLeft().get();
  }

  private static Task task(String experiment) {
    return new Task(experiment, "clip", 100, 1);
  }

  /** Writes down what it is told. */
  private static final class Heard implements RunListener, Course {
    final List<String> said = new ArrayList<>();

    @Override
    public void begins(Whole whole) {
      said.add(whole.runs() + " runs");
    }

    @Override
    public void phase(String name) {
      said.add(name);
    }

    @Override
    public void advance(String what, long done, long total) {
      said.add(done + " of " + total + " " + what);
    }

    @Override
    public void metrics(long step, long total, Map<String, Double> values) {
      said.add("step " + step);
    }

    @Override
    public void note(String sentence, boolean warning) {
      said.add(sentence);
    }

    @Override
    public void skipped(String run, String method, long seed) {
      said.add(run);
    }

    @Override
    public void leftOut(String sentence) {
      said.add(sentence);
    }

    @Override
    public Course started(String run, String method, long seed, int index, int total) {
      said.add(run);
      return this;
    }

    @Override
    public void ended(String state, String cause, double seconds) {
      said.add(state);
    }
  }
}
