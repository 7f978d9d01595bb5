package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alidade.runtime.run.TimeLeft.Past;
import io.alidade.runtime.run.TimeLeft.Task;
import io.alidade.runtime.run.TimeLeft.UnderWay;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final Past SEED_1 = new Past("a", "clip", 100, 10);
  private static final Past SEED_2 = new Past("a", "clip", 100, 14);

  @Test
  void takesOtherSeedsOfTheSameExperimentFirst() {
    // (10 + 14) / 2
    assertThat(left(List.of(SEED_1, SEED_2, new Past("b", "clip", 100, 99)), task("a")))
        .hasValue(12);
  }

  @Test
  void takesTheSameMethodInProportionToItsWork() {
    List<Past> past = List.of(new Past("b", "clip", 100, 10), new Past("c", "clip", 300, 50));

    // 60 s for 400 samples are 0.15 s each, and 200 are to be seen.
    assertThat(left(past, new Task("x", "clip", 200, 1)).getAsDouble()).isCloseTo(30, within(1e-9));
  }

  @Test
  void doesNotTakeATinyRunForTheWorkOfALongOne() {
    Past tiny = new Past("tiny", "clip", 1, 5);

    assertThat(
            left(List.of(tiny, new Past("b", "clip", 1000, 100)), new Task("x", "clip", 1000, 1)))
        .hasValue(100);
    assertThat(left(List.of(tiny), new Task("x", "clip", 1000, 1))).isEmpty();
  }

  @Test
  void takesTheMeanOfThreeMethodsWhereItDecidesNoMoreThanHalf() {
    List<Past> two = List.of(SEED_1, new Past("b", "coop", 1, 20), new Past("c", "coop", 1, 40));
    List<Past> three = List.of(two.get(0), two.get(1), two.get(2), new Past("d", "vpt", 1, 50));
    Task unknown = new Task("x", "glip", 100, 1);

    // 10 for the one that is known, and (10 + (20 + 40) / 2 + 50) / 3 = 30 for the other.
    assertThat(left(three, task("a"), unknown)).hasValue(40);
    assertThat(left(three, unknown)).isEmpty();
    assertThat(left(two, task("a"), unknown)).isEmpty();
  }

  @Test
  void countsWhatRunsSideBySide() {
    Task half = new Task("a", "clip", 100, 0.5);
    assertThat(left(List.of(SEED_1), half, half, half, half)).hasValue(20);

    // Together (10 + 30) / 2 = 20, but the long one takes 30 in any case.
    Past slow = new Past("slow", "clip", 100, 30);
    assertThat(left(List.of(SEED_1, slow), half, new Task("slow", "clip", 100, 0.5))).hasValue(30);
  }

  @Test
  void takesTheirOwnStepsForRunsUnderWay() {
    TimeLeft known = new TimeLeft(List.of(SEED_1, SEED_2));
    UnderWay steps = new UnderWay(task("a"), 5, OptionalDouble.of(40));
    UnderWay unknown = new UnderWay(new Task("x", "glip", 100, 1), 5, OptionalDouble.of(40));

    assertThat(known.of(List.of(steps), List.of(), 0)).hasValue(40);
    assertThat(known.of(List.of(unknown), List.of(task("a")), 0)).hasValue(52);
  }

  @Test
  void takesWhatIsExpectedForRunsThatDoNotStep() {
    TimeLeft known = new TimeLeft(List.of(SEED_1, SEED_2));

    assertThat(known.of(List.of(new UnderWay(task("a"), 5, OptionalDouble.empty())), List.of(), 0))
        .hasValue(7);
  }

  @Test
  void saysNothingOfARunThatTakesLongerThanWasExpected() {
    TimeLeft known = new TimeLeft(List.of(SEED_1, SEED_2));
    List<UnderWay> late = List.of(new UnderWay(task("a"), 99, OptionalDouble.empty()));

    assertThat(known.of(late, List.of(), 0)).isEmpty();
    assertThat(known.of(late, List.of(task("a")), 0)).hasValue(12);
  }

  @Test
  void addsThePausesBetweenRuns() {
    assertThat(new TimeLeft(List.of(SEED_1)).of(List.of(), List.of(task("a"), task("a")), 1.5))
        .hasValue(23);
  }

  @Test
  void saysNothingWhereNothingIsKnown() {
    assertThat(left(List.of(), task("a"))).isEmpty();
    assertThat(left(List.of())).hasValue(0);
  }

  private static OptionalDouble left(List<Past> past, Task... ahead) {
    return new TimeLeft(past).of(List.of(), List.of(ahead), 0);
  }

  private static Task task(String experiment) {
    return new Task(experiment, "clip", 100, 1);
  }
}
