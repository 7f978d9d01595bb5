package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.Map;
import java.util.function.Supplier;

/** Gradients of a reference's loss, pulled back through one tower of ours. */
final class TowerGradients {
  private TowerGradients() {}

  /**
   * d loss / d logits of the symmetric loss, by hand: (softmax over each side - identity) / 2B.
   *
   * @param logits (B, B)
   */
  static float[] ofTheSymmetricLoss(double[] logits, int b) {
    double[] byRow = new double[b];
    double[] byColumn = new double[b];
    for (int i = 0; i < b * b; i++) {
      byRow[i / b] += Math.exp(logits[i]);
      byColumn[i % b] += Math.exp(logits[i]);
    }
    float[] slopes = new float[b * b];
    for (int i = 0; i < b * b; i++) {
      double both = Math.exp(logits[i]) / byRow[i / b] + Math.exp(logits[i]) / byColumn[i % b];
      slopes[i] = (float) ((both - (i / b == i % b ? 2 : 0)) / (2 * b));
    }
    return slopes;
  }

  /** The same of the sigmoid loss, -1/B sum log sigmoid(+-logit): (sigmoid - identity) / B. */
  static float[] ofTheSigmoidLoss(double[] logits, int b) {
    float[] slopes = new float[b * b];
    for (int i = 0; i < b * b; i++) {
      double sigmoid = 1 / (1 + Math.exp(-logits[i]));
      slopes[i] = (float) ((sigmoid - (i / b == i % b ? 1 : 0)) / b);
    }
    return slopes;
  }

  /**
   * The scalar sum of slopes * logits has the reference's gradients.
   *
   * @param pooled what the tower gives, (B, D), not normalised
   * @param other name of the embeddings that it meets
   * @param images whether the tower's rows are the logits' rows
   */
  static void pullBack(
      GoldenCase expected, float[] slopes, Supplier<NDArray> pooled, String other, boolean images) {
    int b = (int) Math.round(Math.sqrt(slopes.length));
    Engine.withGradients(
        () -> {
          NDArray own = Ops.normalise(pooled.get());
          NDArray theirs = expected.tensor(other).on(own.getManager());
          NDArray similar =
              images ? own.matMul(theirs.transpose()) : theirs.matMul(own.transpose());
          NDArray weights = own.getManager().create(slopes, new Shape(b, b)).duplicate();
          NDArray sum = similar.mul(weights).sum();
          Ops.backward(Ops.times(expected.number("logit_scale_exp"), sum));
          return sum;
        });
  }

  /**
   * Compares.
   *
   * @param names ours to theirs, behind {@code grad.}
   */
  static void check(Parameters parameters, GoldenCase expected, Map<String, String> names) {
    names.forEach(
        (ours, theirs) -> {
          NDArray parameter = parameters.trained().get(ours);
          if (parameter == null) {
            throw new AssertionError("no " + ours + " among " + parameters.trained().keySet());
          }
          Tolerance.GRADIENT.check(
              ours,
              parameter.getGradient().toFloatArray(),
              expected.tensor("grad." + theirs).floats());
        });
  }
}
