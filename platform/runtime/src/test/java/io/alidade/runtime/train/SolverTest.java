package io.alidade.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.api.LossTerms;
import io.alidade.api.Training;
import io.alidade.api.Training.Problem;
import io.alidade.nn.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A point p in the plane, and problems that draw it to a target each: mean of (p - target)^2. */
class SolverTest {
  private NDManager manager;
  private NDArray point;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
    point = manager.zeros(new Shape(2));
    point.setRequiresGradient(true);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Draws p to (x, y): the loss is the two squares, told apart. */
  private Problem to(String name, float x, float y) {
    return new Problem(
        name,
        () -> {
          NDArray away = point.sub(manager.create(new float[] {x, y}));
          NDArray squares = away.mul(away); // (2)
          return LossTerms.of("first", squares.get(0), "second", squares.get(1));
        });
  }

  private Training.Solve solve(DoubleSupplier validation, Problem... problems) {
    return new Training.Solve(Map.of("point", point), List.of(problems), validation);
  }

  /** What a solver told. */
  private static final class Told implements TrainingListener {
    final List<Map<String, Double>> values = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    int stopAfter = Integer.MAX_VALUE;

    @Override
    public void metrics(long step, long total, Map<String, Double> told) {
      values.add(told);
    }

    @Override
    public void warning(String sentence) {
      warnings.add(sentence);
    }

    @Override
    public boolean stopRequested() {
      return values.size() >= stopAfter;
    }
  }

  private Optional<Solver.Solved> run(Training.Solve training, Told told) {
    return new Solver(training, SolverSettings.DEFAULT, manager).run(told);
  }

  @Test
  void bringsALossToItsMinimum() {
    Told told = new Told();
    Training.Solve one = solve(() -> Double.NaN, to("only", 3, -1));
    assertThat(run(one, told)).contains(new Solver.Solved(1, "only"));
    assertThat(point.toFloatArray()).containsExactly(new float[] {3, -1}, within(1e-5f));
    assertThat(told.values).hasSize(1);
    assertThat(told.values.get(0))
        .containsKeys("loss", "first", "second", "iterations", "gradient")
        .doesNotContainKey("validation");
    assertThat(told.values.get(0).get("loss")).isCloseTo(0, within(1e-9));
    assertThat(told.warnings).isEmpty();
  }

  /** Validation likes a high second number: of targets 1, 5, 5 and 2 the first 5 is taken. */
  @Test
  void keepsTheSolutionThatValidationLikesBest() {
    Told told = new Told();
    Training.Solve four =
        solve(
            () -> Math.round(point.toFloatArray()[1]),
            to("a", 1, 1),
            to("b", 2, 5),
            to("c", 3, 5),
            to("d", 4, 2));
    assertThat(run(four, told)).contains(new Solver.Solved(2, "b"));
    assertThat(point.toFloatArray()).containsExactly(new float[] {2, 5}, within(1e-5f));
    assertThat(told.values)
        .extracting(values -> values.get("validation"))
        .containsExactly(1.0, 5.0, 5.0, 2.0);
  }

  /** From the origin both targets are one bowl away; from the other's they would not be. */
  @Test
  void beginsEachProblemAtTheStart() {
    Told alone = new Told();
    run(solve(() -> 0, to("b", 2, 5)), alone);
    point.set(new float[] {0, 0});
    Told second = new Told();
    run(solve(() -> 0, to("a", -90, 40), to("b", 2, 5)), second);
    assertThat(second.values.get(1).get("iterations"))
        .isEqualTo(alone.values.get(0).get("iterations"));
    assertThat(second.values.get(1).get("loss")).isEqualTo(alone.values.get(0).get("loss"));
  }

  @Test
  void solvesInDoublePrecisionWhatIsKeptInIt() {
    NDArray fine = manager.zeros(new Shape(1), DataType.FLOAT64);
    fine.setRequiresGradient(true);
    Problem third =
        new Problem(
            "third",
            () -> {
              NDArray away = fine.sub(manager.create(new double[] {1.0 / 3}));
              return LossTerms.of("away", away.mul(away).sum());
            });
    new Solver(
            new Training.Solve(Map.of("fine", fine), List.of(third), () -> 0),
            new SolverSettings(100, 1e-14, 10),
            manager)
        .run(new Told());
    assertThat(fine.toDoubleArray()[0]).isCloseTo(1.0 / 3, within(1e-14));
  }

  @Test
  void endsWhereItIsAskedToAndLeavesTheStart() {
    Told told = new Told();
    told.stopAfter = 1;
    assertThat(run(solve(() -> 0, to("a", 1, 1), to("b", 2, 2)), told)).isEmpty();
    assertThat(point.toFloatArray()).containsExactly(0, 0);
  }

  @Test
  void saysWhatIsNotSolvedAndRefusesWhatIsNoNumber() {
    Told told = new Told();
    new Solver(solve(() -> 0, to("far", 300, -1)), new SolverSettings(1, 1e-6, 10), manager)
        .run(told);
    assertThat(told.warnings).hasSize(1);
    assertThat(told.warnings.get(0)).startsWith("problem far is not solved after 1 iterations");
    assertThatThrownBy(() -> run(solve(() -> 0, to("nowhere", Float.NaN, 0)), new Told()))
        .isInstanceOf(AlidadeException.class)
        .hasMessage("problem nowhere: its loss is NaN at the start; expected a finite number");
  }

  @Test
  void leavesNoArrayBehind() {
    run(solve(() -> 0, to("a", 1, 1)), new Told());
    int before = manager.getManagedArrays().size();
    run(solve(() -> 0, to("a", 1, 1), to("b", 9, 9)), new Told());
    assertThat(manager.getManagedArrays()).hasSize(before);
  }
}
