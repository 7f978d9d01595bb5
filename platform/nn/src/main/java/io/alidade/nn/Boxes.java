package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is done with boxes outside of a graph: overlap, and choosing among boxes that overlap. In
 * float32 and in the order of torchvision's operators, so that a threshold falls to the same side.
 */
public final class Boxes {
  private Boxes() {}

  /** Area that both hold over the area that either holds, 0..1; NaN for two boxes of no area. */
  public static float overlap(Box a, Box b) {
    float width = Math.max(0, Math.min(a.right(), b.right()) - Math.max(a.left(), b.left()));
    float height = Math.max(0, Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top()));
    float both = width * height;
    return both / (a.area() + b.area() - both);
  }

  /**
   * Suppression of what is not the maximum: a box goes where one of a higher score that stays
   * overlaps it by more than the threshold. Of equal scores the first counts as higher.
   *
   * @return places of those that stay, the highest score first
   */
  public static int[] suppressed(List<Box> boxes, float[] scores, double threshold) {
    return suppressed(boxes, scores, new int[scores.length], threshold);
  }

  /**
   * The same, where boxes of different classes leave each other alone.
   *
   * @param classes one a box
   */
  public static int[] suppressed(List<Box> boxes, float[] scores, int[] classes, double threshold) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] gone = new boolean[scores.length];
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      int high = order[i];
      if (gone[high]) {
        continue;
      }
      kept.add(high);
      for (int j = i + 1; j < order.length; j++) {
        int low = order[j];
        gone[low] |=
            classes[low] == classes[high]
                && overlap(boxes.get(high), boxes.get(low)) > (float) threshold;
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What of a box lies in an image of that size. */
  public static Box clipped(Box box, int height, int width) {
    return new Box(
        Math.min(Math.max(box.left(), 0), width),
        Math.min(Math.max(box.top(), 0), height),
        Math.min(Math.max(box.right(), 0), width),
        Math.min(Math.max(box.bottom(), 0), height));
  }

  /** (N, 4): left, top, right, bottom. */
  public static List<Box> of(NDArray corners) {
    float[] flat = corners.toFloatArray();
    List<Box> boxes = new ArrayList<>(flat.length / 4);
    for (int i = 0; i < flat.length; i += 4) {
      boxes.add(new Box(flat[i], flat[i + 1], flat[i + 2], flat[i + 3]));
    }
    return boxes;
  }

  /** Boxes to float32 (N, 4): left, top, right, bottom. */
  public static NDArray corners(List<Box> boxes, NDManager manager) {
    float[] flat = new float[4 * boxes.size()];
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      flat[4 * i] = box.left();
      flat[4 * i + 1] = box.top();
      flat[4 * i + 2] = box.right();
      flat[4 * i + 3] = box.bottom();
    }
    return Ops.own(flat, new Shape(boxes.size(), 4), manager);
  }
}
