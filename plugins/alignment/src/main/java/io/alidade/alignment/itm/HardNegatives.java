package io.alidade.alignment.itm;

import ai.djl.ndarray.NDArray;
import io.alidade.nn.Ops;
import java.util.random.RandomGenerator;

/** For each image a text that is not its own, and the other way: the more alike, the likelier. */
final class HardNegatives {
  /** Beside it no similarity counts. */
  private static final double NEVER = -1e9;

  private HardNegatives() {}

  /**
   * How likely each of the others is drawn, (B, B): the softmax of the logits without the own one.
   *
   * @param queries (B, D), rows of unit length
   * @param others (B, D), rows of unit length
   * @param scale scalar, 1 / temperature
   */
  static NDArray probabilities(NDArray queries, NDArray others, NDArray scale) {
    NDArray logits = queries.matMul(others.transpose()).mul(scale); // (B, B)
    int count = (int) logits.getShape().get(0);
    return logits.add(Ops.times(NEVER, logits.getManager().eye(count))).softmax(1);
  }

  /**
   * One other for each row.
   *
   * @param probabilities (B, B)
   */
  static int[] draw(NDArray probabilities, RandomGenerator random) {
    int count = (int) probabilities.getShape().get(0);
    float[] all = probabilities.toFloatArray();
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      double left = random.nextDouble();
      int other = -1;
      for (int j = 0; j < count && left >= 0; j++) {
        if (j != i) {
          other = j; // where rounding leaves a rest, the last
          left -= all[i * count + j];
        }
      }
      drawn[i] = other;
    }
    return drawn;
  }
}
