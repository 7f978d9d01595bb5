package io.alidade.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.api.LossTerms;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Training;
import io.alidade.nn.Engine;
import io.alidade.nn.Gradients;
import io.alidade.nn.Lbfgs;
import io.alidade.nn.Ops;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Solves each problem of a {@link Training.Solve} and leaves the parameters at the solution that
 * does best on validation. Every problem begins where the parameters stood, so that their order
 * decides nothing but between equals.
 */
public final class Solver {
  private final Training.Solve training;
  private final SolverSettings settings;
  private final NDManager manager;

  /** Computes on the device of {@code manager}. */
  public Solver(Training.Solve training, SolverSettings settings, NDManager manager) {
    this.training = training;
    this.settings = settings;
    this.manager = manager;
  }

  /**
   * What came out.
   *
   * @param best number of the problem whose solution the parameters hold, from 1
   * @param name its name
   */
  public record Solved(int best, String name) {}

  /**
   * Solves all of them, and tells of each: its terms and {@code loss}, {@code iterations}, {@code
   * gradient} (the largest part) and, of several, {@code validation}. Called without gradients.
   *
   * @return empty where the listener asked to stop before all were solved
   */
  public Optional<Solved> run(TrainingListener listener) {
    double[] start = read();
    int total = training.problems().size();
    Optional<Solved> best = Optional.empty();
    double highest = Double.NEGATIVE_INFINITY;
    double[] chosen = start;
    for (int i = 0; i < total; i++) {
      if (listener.stopRequested()) {
        write(start);
        return Optional.empty();
      }
      Training.Problem problem = training.problems().get(i);
      Map<String, Double> values = new LinkedHashMap<>();
      double[] found = solve(problem, start, values, listener);
      double score = 0;
      if (total > 1) {
        score = training.validation().getAsDouble();
        values.put("validation", score);
      }
      listener.metrics(i + 1, total, values);
      if (best.isEmpty() || score > highest) {
        best = Optional.of(new Solved(i + 1, problem.name()));
        highest = score;
        chosen = found;
      }
      listener.afterStep(i + 1);
    }
    write(chosen);
    return best;
  }

  /** Leaves the parameters at the solution. */
  private double[] solve(
      Training.Problem problem,
      double[] start,
      Map<String, Double> values,
      TrainingListener listener) {
    Lbfgs.Function function =
        (x, gradient) -> {
          write(x);
          return evaluate(problem, gradient, new LinkedHashMap<>());
        };
    write(start);
    double first = evaluate(problem, new double[start.length], new LinkedHashMap<>());
    if (!Double.isFinite(first)) {
      throw new AlidadeException(
          AlidadeException.Kind.RUN,
          "problem %s: its loss is %s at the start; expected a finite number"
              .formatted(problem.name(), first));
    }
    Lbfgs.Solution solution =
        new Lbfgs(settings.memory(), settings.maxIterations(), settings.tolerance())
            .minimise(function, start);
    write(solution.x());
    evaluate(problem, new double[start.length], values);
    values.put("iterations", (double) solution.iterations());
    values.put("gradient", solution.gradient());
    if (solution.ending() == Lbfgs.Ending.STOPPED) {
      listener.warning(
          "problem %s is not solved after %d iterations: its gradient is %.1e, and train.solver.tolerance %.1e"
              .formatted(
                  problem.name(),
                  solution.iterations(),
                  solution.gradient(),
                  settings.tolerance()));
    }
    return solution.x();
  }

  /** The loss where the parameters stand; writes its gradient and its terms. */
  private double evaluate(Training.Problem problem, double[] gradient, Map<String, Double> values) {
    try (NDScope scope = new NDScope();
        Gradients gradients = new Gradients(group(), manager)) {
      scope.suppressNotUsedWarning();
      return Engine.withGradients(
          () -> {
            LossTerms terms = problem.loss().get();
            terms.byName().forEach((name, term) -> values.put(name, number(term)));
            NDArray total = terms.total();
            double loss = number(total);
            values.put("loss", loss);
            gradients.add(total);
            Arrays.fill(gradient, 0);
            int at = 0;
            for (Map.Entry<String, NDArray> one : training.parameters().entrySet()) {
              NDArray part = gradients.byName().get(one.getKey());
              if (part != null) {
                double[] numbers = numbers(part);
                System.arraycopy(numbers, 0, gradient, at, numbers.length);
              }
              at += Math.toIntExact(one.getValue().size());
            }
            return loss;
          });
    }
  }

  private List<ParameterGroup> group() {
    return List.of(new ParameterGroup("all", training.parameters(), 1, 0));
  }

  private double[] read() {
    double[] all =
        new double
            [Math.toIntExact(
                training.parameters().values().stream().mapToLong(NDArray::size).sum())];
    int at = 0;
    for (NDArray parameter : training.parameters().values()) {
      double[] numbers = numbers(parameter);
      System.arraycopy(numbers, 0, all, at, numbers.length);
      at += numbers.length;
    }
    return all;
  }

  /** In place; the optimiser's numbers are float64, the parameters' what they are. */
  private void write(double[] all) {
    int at = 0;
    for (NDArray parameter : training.parameters().values()) {
      int size = Math.toIntExact(parameter.size());
      double[] own = Arrays.copyOfRange(all, at, at + size);
      try (NDArray values = manager.create(own, new Shape(parameter.getShape().getShape()))) {
        Engine.withoutGradients(
            () -> {
              Ops.copy(values, parameter);
              return parameter;
            });
      }
      at += size;
    }
  }

  private static double number(NDArray scalar) {
    return numbers(scalar)[0];
  }

  private static double[] numbers(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] floats = array.toFloatArray();
    double[] numbers = new double[floats.length];
    Arrays.setAll(numbers, i -> floats[i]);
    return numbers;
  }
}
