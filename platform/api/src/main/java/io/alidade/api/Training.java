package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** How a learner is trained. */
public sealed interface Training {
  /** Nothing is trained. */
  record None() implements Training {}

  /**
   * Gradient steps in the host's one loop.
   *
   * @param fields what a batch has to hold; of an image, a caption and a label those that the data
   *     has, where the method names none
   */
  record Steps(List<ParameterGroup> groups, Objective objective, Set<Field> fields)
      implements Training {
    public Steps {
      groups = List.copyOf(groups);
      fields = Collections.unmodifiableSet(EnumSet.copyOf(fields));
      if (groups.isEmpty()) {
        throw new IllegalArgumentException("a training in steps needs a parameter group");
      }
    }

    public Steps(List<ParameterGroup> groups, Objective objective) {
      this(groups, objective, Set.of(Field.IMAGE, Field.CAPTION, Field.LABEL));
    }
  }

  /**
   * A loss over all data at once, which the host brings to its minimum by L-BFGS; of several such
   * problems (one a strength of regularisation, say) the one that does best on validation counts.
   *
   * @param parameters leaves that require a gradient, by their name in {@link Learner#state()};
   *     each problem starts from the values that they have now
   * @param problems at least one
   * @param validation the score of the solution that the parameters hold, the higher the better; of
   *     equal ones the first counts. Called without gradients, and not at all for one problem
   */
  record Solve(Map<String, NDArray> parameters, List<Problem> problems, DoubleSupplier validation)
      implements Training {
    public Solve {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      problems = List.copyOf(problems);
      if (parameters.isEmpty() || problems.isEmpty()) {
        throw new IllegalArgumentException("a problem needs parameters, and a loss");
      }
    }
  }

  /**
   * What is minimised.
   *
   * @param name says which of several it is, {@code c=0.1}
   * @param loss from the parameters, with a graph; called inside an {@code NDScope}, which all of
   *     its arrays belong to
   */
  record Problem(String name, Supplier<LossTerms> loss) {}
}
