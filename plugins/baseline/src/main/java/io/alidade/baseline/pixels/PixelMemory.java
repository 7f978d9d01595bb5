package io.alidade.baseline.pixels;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Every training image as a mean-free vector of unit length, and the name of its class.
 *
 * <p>In shapes, N is the number of training images, P = 3 * side * side.
 */
final class PixelMemory implements Model, ImageClassifier {
  private static final int BATCH = 256; // images; only the time to read them depends on it

  /** Below every cosine: a class that training never showed. */
  private static final float UNKNOWN = -2;

  /** Length of what rounding leaves of a plain surface; one grey level is four times as long. */
  private static final double PLAIN = 1e-3;

  private final ImageSpec spec;
  private final NDArray drawings; // (N, P)
  private final String[] names; // N

  /**
   * What is remembered.
   *
   * @param drawings as {@link #unit} gives them
   * @param names of their classes
   */
  PixelMemory(ImageSpec spec, NDArray drawings, String[] names) {
    this.spec = spec;
    this.drawings = drawings;
    this.names = names;
  }

  /** Reads the whole split; the memory belongs to {@code manager}. */
  static PixelMemory of(Split training, int side, NDManager manager) {
    ImageSpec spec =
        new ImageSpec(side, side, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(255, 255, 255));
    int count = training.size();
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = className(training, i);
    }
    NDArray drawings = manager.zeros(new Shape(count, 3L * side * side)); // (N, P)
    for (int from = 0; from < count; from += BATCH) {
      int to = Math.min(from + BATCH, count);
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        int[] indices = IntStream.range(from, to).toArray();
        NDArray images = ImageBatches.load(training, indices, spec, manager); // (B, 3, side, side)
        drawings.set(new NDIndex("{}:{}", from, to), unit(images)); // rows from..to of (N, P)
      }
    }
    return new PixelMemory(spec, drawings, names);
  }

  private static String className(Split training, int index) {
    Split.SampleText text = training.text(index);
    if (text.label() < 0 || text.label() >= training.classNames().size()) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s: %s has class %d; expected 0 to %d"
              .formatted(
                  training.name(), text.id(), text.label(), training.classNames().size() - 1));
    }
    return training.classNames().get(text.label());
  }

  /** (B, 3, side, side) -> (B, P), mean-free, of unit length; a plain surface becomes zeros. */
  static NDArray unit(NDArray images) {
    NDArray flat = images.reshape(images.getShape().get(0), -1); // (B, P)
    NDArray centred = flat.sub(flat.mean(new int[] {1}, true)); // (B, P)
    return centred.normalize(2, 1, PLAIN); // (B, P)
  }

  @Override
  public ImageSpec images() {
    return spec;
  }

  /** Cosine to the nearest training image of each class: -1..1, or -2 for an unknown class. */
  @Override
  public NDArray scores(NDArray images, List<String> classNames) {
    Map<String, Integer> columns = new HashMap<>();
    for (int c = 0; c < classNames.size(); c++) {
      columns.putIfAbsent(classNames.get(c), c);
    }
    int[] column = new int[names.length]; // the class of each training image, or -1
    Arrays.setAll(column, n -> columns.getOrDefault(names[n], -1));
    int batch = Math.toIntExact(images.getShape().get(0));
    float[] cosine = unit(images).matMul(drawings.transpose()).toFloatArray(); // (B, N)
    float[] scores = new float[batch * classNames.size()];
    Arrays.fill(scores, UNKNOWN);
    for (int b = 0; b < batch; b++) {
      for (int n = 0; n < names.length; n++) {
        if (column[n] >= 0) {
          int at = b * classNames.size() + column[n];
          scores[at] = Math.max(scores[at], cosine[b * names.length + n]);
        }
      }
    }
    return images.getManager().create(scores, new Shape(batch, classNames.size())); // (B, C)
  }

  /** What a checkpoint keeps. */
  Map<String, NDArray> state() {
    return Map.of("drawings", drawings);
  }
}
