package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A matrix on its way out of native memory. */
final class Rows {
  private Rows() {}

  /** float32 (N, K) to N rows of K. */
  static List<float[]> of(NDArray matrix) {
    int rows = Math.toIntExact(matrix.getShape().get(0));
    int width = Math.toIntExact(matrix.getShape().get(1));
    float[] flat = matrix.toFloatArray();
    List<float[]> out = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      out.add(Arrays.copyOfRange(flat, i * width, (i + 1) * width));
    }
    return out;
  }
}
