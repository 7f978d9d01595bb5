package io.alidade.nn;

import io.alidade.api.Batch;
import io.alidade.api.Box;
import io.alidade.api.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in the images of a batch.
 *
 * @param boxes of each image
 * @param labels of each image, one a box
 */
public record SceneBatch(List<List<Box>> boxes, List<List<Integer>> labels) {
  /** Reads {@link Field#BOXES} and {@link Field#BOX_LABELS}, without what fills them up. */
  public static SceneBatch of(Batch batch) {
    float[] corners = batch.get(Field.BOXES).toFloatArray(); // (B, R, 4)
    long[] classes = batch.get(Field.BOX_LABELS).toLongArray(); // (B, R)
    int most = classes.length / batch.size();
    List<List<Box>> boxes = new ArrayList<>();
    List<List<Integer>> labels = new ArrayList<>();
    for (int b = 0; b < batch.size(); b++) {
      boxes.add(new ArrayList<>());
      labels.add(new ArrayList<>());
      for (int i = b * most; i < (b + 1) * most; i++) {
        if (classes[i] >= 0) {
          int at = 4 * i;
          boxes.get(b).add(new Box(corners[at], corners[at + 1], corners[at + 2], corners[at + 3]));
          labels.get(b).add(Math.toIntExact(classes[i]));
        }
      }
    }
    return new SceneBatch(boxes, labels);
  }

  /**
   * Which of an image's things a box holds: the one it overlaps most, by half or more; or -1.
   *
   * @param image place in the batch
   */
  public int held(int image, Box box) {
    int best = -1;
    float most = 0.5f;
    for (int i = 0; i < boxes.get(image).size(); i++) {
      float overlap = Boxes.overlap(box, boxes.get(image).get(i));
      if (overlap >= most) {
        most = overlap;
        best = i;
      }
    }
    return best;
  }
}
