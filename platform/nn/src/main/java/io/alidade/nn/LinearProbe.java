package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.LossTerms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Multinomial logistic regression on features, in float64: what a probe of a tower is. The loss is
 * scikit-learn's divided by N, so that a tolerance means the same for few samples and many.
 *
 * <pre>
 *   z = W x + b        L = mean_n -log softmax(z_n)[y_n]  +  |W|^2 / (2 C N)
 * </pre>
 *
 * <p>N samples, D width of a feature, K classes; C is the strength of the data against the penalty,
 * which b is free of.
 */
public final class LinearProbe {
  private static final String TEXT =
      """
        def logits(self, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
          return torch.linear(x, w, b)
        def cross_entropy(self, z: Tensor, y: Tensor) -> Tensor:
          return torch.cross_entropy_loss(z, y)
        def penalty(self, w: Tensor, factor: Tensor) -> Tensor:
          return torch.mul(torch.sum(torch.mul(w, w)), factor)
      """;

  private final NDArray weight; // (K, D)
  private final NDArray bias; // (K)
  private final Script script;

  /** At zeros; parameters belong to {@code manager}. */
  public LinearProbe(long classes, long width, NDManager manager) {
    this.weight = manager.zeros(new Shape(classes, width), DataType.FLOAT64);
    this.bias = manager.zeros(new Shape(classes), DataType.FLOAT64);
    weight.setRequiresGradient(true);
    bias.setRequiresGradient(true);
    this.script = Script.compile("LinearProbe", TEXT, manager);
  }

  /** Leaves by name. */
  public Map<String, NDArray> parameters() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    all.put("weight", weight);
    all.put("bias", bias);
    return all;
  }

  /** float64 (N, D) -> (N, K). */
  public NDArray logits(NDArray features) {
    return script.call("logits", List.of(features, weight, bias), List.of()).get(0);
  }

  /**
   * The loss, with a graph.
   *
   * @param features float64 (N, D)
   * @param labels int64 (N)
   * @param strength C
   */
  public LossTerms loss(NDArray features, NDArray labels, double strength) {
    double factor = 1 / (2 * strength * features.getShape().get(0));
    NDArray lent = features.getManager().create(new double[] {factor}, new Shape());
    NDArray own = lent.duplicate(); // the engine's own memory, not the JVM's
    return LossTerms.of(
        "cross-entropy",
        script.call("cross_entropy", logits(features), labels),
        "penalty",
        script.call("penalty", weight, own));
  }
}
