package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import java.util.List;

/**
 * Cuts regions of one size out of maps: a region is parted into bins, and of each bin the mean of
 * bilinear readings at points spread evenly over it is taken. He et al., <i>Mask R-CNN</i>, ICCV
 * 2017, section 3; equal to torchvision's {@code roi_align}.
 *
 * <p>A bilinear reading is a product of one along the rows and one along the columns, and so is a
 * mean over a grid of them. Regions are therefore two small matrices each, and two products; maps
 * get gradients, boxes get none.
 *
 * <pre>
 *   out[k, c, i, j] = sum_y sum_x  rows[k, i, y] columns[k, j, x] map[image(k), c, y, x]
 * </pre>
 *
 * @param height bins of a region, from top to bottom
 * @param width bins of a region, from left to right
 * @param scale places of a map a pixel: 1 / stride
 * @param sampling points a bin and direction; 0 for as many as a bin has places, rounded up
 * @param aligned whether a pixel's value lies in its middle (half a place is taken off), as it does
 */
public record RoiAlign(int height, int width, double scale, int sampling, boolean aligned) {
  private static final String TEXT =
      """
        def regions(self, x: Tensor, images: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
          y = torch.index_select(torch.permute(x, [0, 2, 3, 1]), 0, images)
          k = torch.size(y, 0)
          h = torch.size(y, 1)
          w = torch.size(y, 2)
          c = torch.size(y, 3)
          a = torch.matmul(rows, torch.reshape(y, [k, h, torch.mul(w, c)]))
          a = torch.reshape(a, [k, -1, w, c])
          a = torch.matmul(torch.unsqueeze(columns, 1), a)
          return torch.permute(a, [0, 3, 1, 2])
      """;

  private static final class Compiled {
    static final Script SCRIPT = Script.compile("RoiAlign", TEXT, Engine.openOnCpu());
  }

  /** With two points a bin and direction, as detectors take. */
  public static RoiAlign of(int side, int stride) {
    return new RoiAlign(side, side, 1.0 / stride, 2, true);
  }

  /**
   * A box in one of a batch's images.
   *
   * @param image place in the batch
   * @param box in pixels
   */
  public record Region(int image, Box box) {}

  /**
   * Cuts out regions.
   *
   * @param map (B, C, H, W)
   * @param regions K of them, at least one
   * @return (K, C, height, width)
   */
  public NDArray regions(NDArray map, List<Region> regions) {
    int count = regions.size();
    int tall = Math.toIntExact(map.getShape().get(2));
    int wide = Math.toIntExact(map.getShape().get(3));
    long[] images = new long[count];
    float[] rows = new float[count * height * tall];
    float[] columns = new float[count * width * wide];
    for (int k = 0; k < count; k++) {
      Region region = regions.get(k);
      Box box = region.box();
      images[k] = region.image();
      weigh(box.top(), box.bottom(), height, tall, rows, k * height * tall);
      weigh(box.left(), box.right(), width, wide, columns, k * width * wide);
    }
    NDManager manager = map.getManager();
    return Compiled.SCRIPT.call(
        "regions",
        map,
        Ops.own(images, manager),
        Ops.own(rows, new Shape(count, height, tall), manager),
        Ops.own(columns, new Shape(count, width, wide), manager));
  }

  /** Writes a matrix (bins, places) behind {@code offset}: how much of each place a bin takes. */
  private void weigh(float from, float to, int bins, int places, float[] out, int offset) {
    float half = aligned ? 0.5f : 0;
    float start = from * (float) scale - half;
    float length = to * (float) scale - half - start;
    if (!aligned) {
      length = Math.max(length, 1);
    }
    float bin = length / bins;
    int points = sampling > 0 ? sampling : (int) Math.ceil(bin);
    for (int i = 0; i < bins; i++) {
      for (int p = 0; p < points; p++) {
        float at = start + i * bin + (p + 0.5f) * bin / points;
        if (at >= -1 && at <= places) { // Beyond, nothing is read.
          float inside = Math.max(at, 0);
          int low = Math.min((int) inside, places - 1);
          int high = Math.min(low + 1, places - 1);
          float share = low == places - 1 ? 0 : inside - low;
          out[offset + i * places + low] += (1 - share) / points;
          out[offset + i * places + high] += share / points;
        }
      }
    }
  }
}
