package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters that are stepped alike.
 *
 * @param parameters leaves that require a gradient, by their name in {@link Learner#state()}
 * @param rate factor on the configured learning rate
 * @param decay factor on the configured weight decay; 0 for biases, norms and scales
 * @param bounds limits kept after each step, in place: a limit inside the graph would give no
 *     gradient beyond it, and the parameter would stick there
 */
public record ParameterGroup(
    String name, Map<String, NDArray> parameters, double rate, double decay, Bounds bounds) {

  /** Lowest and highest value of a parameter. */
  public record Bounds(double low, double high) {
    public static final Bounds NONE =
        new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public boolean limits() {
      return !equals(NONE);
    }
  }

  public ParameterGroup {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public ParameterGroup(String name, Map<String, NDArray> parameters, double rate, double decay) {
    this(name, parameters, rate, decay, Bounds.NONE);
  }
}
