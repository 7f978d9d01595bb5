package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Tables of what is added to a class token and a grid of patches, (1 + N, D). */
public final class PositionTable {
  private static final double LONGEST = 10_000; // Vaswani et al., 2017, section 3.5

  // open_clip's: bicubic, and smoothed where the grid shrinks.
  private static final String TEXT =
      """
        def resized(self, x: Tensor, side: Tensor) -> Tensor:
          n = int(side[0])
          grid = torch.permute(torch.reshape(torch.slice(x, 0, 1), [1, n, n, torch.size(x, 1)]), [0, 3, 1, 2])
          r = torch._upsample_bicubic2d_aa(grid, [int(side[1]), int(side[2])], False, None, None)
          rows = torch.reshape(torch.permute(r, [0, 2, 3, 1]), [-1, torch.size(x, 1)])
          return torch.cat([torch.slice(x, 0, 0, 1), rows], 0)
      """;

  private PositionTable() {}

  /**
   * A table for images of another size than it was learnt on; the class token keeps its row. Called
   * without gradients.
   *
   * @param table (1 + n n, D)
   * @return (1 + rows columns, D) on the table's manager
   */
  public static NDArray resized(NDArray table, int rows, int columns) {
    int side = (int) Math.round(Math.sqrt(table.getShape().get(0) - 1.0));
    try (NDManager own = table.getManager().newSubManager()) {
      NDArray sides = own.create(new long[] {side, rows, columns});
      return Script.compile("PositionTable", TEXT, own)
          .call("resized", List.of(table, sides), List.of())
          .get(0);
    }
  }

  /**
   * Sines and cosines (He et al., <i>Masked autoencoders are scalable vision learners</i>, 2022, as
   * its code has them): a quarter of the width each for the sines and the cosines of the column,
   * then of the row; 0 for the class token.
   *
   * <pre>
   *   w_k = 10000^(-k / (D / 4))     [sin(c w), cos(c w), sin(r w), cos(r w)]
   * </pre>
   *
   * @return (1 + side side, D), row by row
   */
  static float[] waves(int side, int width) {
    float[] table = new float[(1 + side * side) * width];
    int quarter = width / 4;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int start = (1 + row * side + column) * width;
        for (int k = 0; k < quarter; k++) {
          double wave = Math.pow(LONGEST, -(double) k / quarter);
          table[start + k] = (float) Math.sin(column * wave);
          table[start + quarter + k] = (float) Math.cos(column * wave);
          table[start + 2 * quarter + k] = (float) Math.sin(row * wave);
          table[start + 3 * quarter + k] = (float) Math.cos(row * wave);
        }
      }
    }
    return table;
  }
}
