package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import io.alidade.nn.Engine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows every image of a split by its pixels, and so is always right. */
final class KnowingModel implements Model, ImageClassifier {
  private final Map<Integer, String> classes = new HashMap<>();

  KnowingModel(Split split) {
    try (NDManager manager = Engine.openOnCpu()) {
      for (int i = 0; i < split.size(); i++) {
        float[] pixels = ImageBatches.load(split, new int[] {i}, images(), manager).toFloatArray();
        classes.put(Arrays.hashCode(pixels), split.classNames().get(split.text(i).label()));
      }
    }
  }

  @Override
  public ImageSpec images() {
    return GuessingModel.IMAGES;
  }

  /** (B, 3, H, W) -> (B, C): 1 for the right class, 0 for others. */
  @Override
  public NDArray scores(NDArray images, List<String> classNames) {
    int rows = (int) images.getShape().get(0);
    float[] scores = new float[rows * classNames.size()];
    for (int b = 0; b < rows; b++) {
      String known = classes.get(Arrays.hashCode(images.get(b).toFloatArray()));
      for (int c = 0; c < classNames.size(); c++) {
        scores[b * classNames.size() + c] = classNames.get(c).equals(known) ? 1 : 0;
      }
    }
    return images.getManager().create(scores, new Shape(rows, classNames.size())); // (B, C)
  }
}
