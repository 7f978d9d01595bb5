package io.alidade.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.alidade.runtime.train.ScheduleSettings.Shape;
import io.alidade.testkit.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @ValueSource(strings = {"cosine_warmup", "cosine_no_warmup", "const", "const_cooldown"})
  void followsTheReferenceStepByStep(String name) {
    JsonObject golden = Golden.json("optim/schedules.json").getAsJsonObject().getAsJsonObject(name);
    Schedule schedule =
        new Schedule(
            name.startsWith("cosine") ? Shape.COSINE : Shape.CONSTANT,
            golden.get("base_lr").getAsDouble(),
            golden.get("warmup").getAsLong(),
            golden.has("cooldown_steps") ? golden.get("cooldown_steps").getAsLong() : 0,
            golden.get("steps").getAsLong());
    JsonArray rates = golden.getAsJsonArray("lr");
    assertThat(rates).hasSize(40);
    for (int i = 0; i < rates.size(); i++) {
      double expected = rates.get(i).getAsDouble();
      assertThat(schedule.rate(i)).as("step %d", i).isCloseTo(expected, within(1e-9 * expected));
    }
  }

  @Test
  void warmsUpOverItsShareOfTheSteps() {
    Schedule schedule = Schedule.of(settings(30, 0.05));
    assertThat(schedule).isEqualTo(new Schedule(Shape.COSINE, 0.5, 2, 0, 30)); // 1.5 steps are 2
    assertThat(schedule.rate(0)).isEqualTo(0.25);
    assertThat(schedule.rate(1)).isEqualTo(0.5);
    assertThat(schedule.rate(2)).isEqualTo(0.5);
    assertThat(schedule.rate(16)).isCloseTo(0.25, within(1e-12)); // half of the cosine
    assertThat(schedule.rate(29)).isPositive();
  }

  @Test
  void mayWarmUpFromTheFirstStepToTheLast() {
    Schedule schedule = Schedule.of(settings(4, 1));
    assertThat(List.of(schedule.rate(0), schedule.rate(1), schedule.rate(2), schedule.rate(3)))
        .containsExactly(0.125, 0.25, 0.375, 0.5);
  }

  /**
   * PyTorch's OneCycleLR with 10 steps, 4 of them up: from 1 / 25 at step 0 to 1 at step 3, to 1 /
   * 250,000 at step 9; halfway a cosine has the mean of its ends.
   */
  @Test
  void goesUpAndDownAlongCosinesInOneCycle() {
    Schedule schedule = new Schedule(Shape.ONE_CYCLE, 1, 4, 0, 10);
    assertThat(schedule.rate(0)).isCloseTo(0.04, within(1e-12));
    assertThat(schedule.rate(3)).isCloseTo(1, within(1e-12));
    assertThat(schedule.rate(6)).isCloseTo((1 + 4e-6) / 2, within(1e-12));
    assertThat(schedule.rate(9)).isCloseTo(4e-6, within(1e-12));
  }

  private static TrainSettings settings(int steps, double warmUp) {
    return new TrainSettings(
        steps,
        1,
        0,
        0,
        1,
        new OptimizerSettings(
            OptimizerSettings.Name.ADAMW, 0.5, List.of(0.9, 0.999), 1e-8, 0, 0, false, 1),
        new ScheduleSettings(Shape.COSINE, warmUp, 0));
  }
}
