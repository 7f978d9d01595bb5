package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Scores each image and class by chance, the same pair the same each time. */
final class GuessingModel implements Model, ImageClassifier {
  static final ImageSpec IMAGES =
      new ImageSpec(24, 24, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(255, 255, 255));

  @Override
  public ImageSpec images() {
    return IMAGES;
  }

  /** (B, 3, H, W) -> (B, C), from 0 to 1. */
  @Override
  public NDArray scores(NDArray images, List<String> classNames) {
    int rows = (int) images.getShape().get(0);
    float[] scores = new float[rows * classNames.size()];
    for (int b = 0; b < rows; b++) {
      int image = Arrays.hashCode(images.get(b).toFloatArray());
      for (int c = 0; c < classNames.size(); c++) {
        long seed = Seeds.mix(0, classNames.get(c), image);
        scores[b * classNames.size() + c] = (float) new SplittableRandom(seed).nextDouble();
      }
    }
    return images.getManager().create(scores, new Shape(rows, classNames.size())); // (B, C)
  }
}
