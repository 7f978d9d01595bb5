package io.alidade.runtime.train.diagnosis;

import io.alidade.api.AlidadeException;
import io.alidade.api.Step;
import java.util.List;

/**
 * A number of a step that is none, which ends the run before it reaches a parameter.
 *
 * @param what the term of the loss, or the norm of the gradient
 * @param parameters those whose gradient is not finite, where that is what broke
 * @param batch its samples, in words; may be empty
 */
public record Breakdown(
    Step step, String what, double value, List<String> parameters, String batch) {
  private static final int NAMED = 5;

  public Breakdown {
    parameters = List.copyOf(parameters);
  }

  /** What ends the run. */
  public AlidadeException exception() {
    return new AlidadeException(
        AlidadeException.Kind.RUN,
        "step %d of %d: %s is %s; expected a finite number (a lower learning rate may help)%s%s"
            .formatted(
                step.index() + 1,
                step.total(),
                what,
                value,
                parameters.isEmpty() ? "" : "; not finite are the gradients of " + some(),
                batch.isEmpty() ? "" : "; the batch is " + batch));
  }

  private String some() {
    String first = String.join(", ", parameters.subList(0, Math.min(NAMED, parameters.size())));
    int more = parameters.size() - NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
