package io.alidade.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.Field;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.ParameterGroup;
import io.alidade.api.ParameterGroup.Bounds;
import io.alidade.api.Step;
import io.alidade.api.Training;
import io.alidade.nn.Ops;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The smallest contrastive training: two linear towers over the two halves of a vector, which
 * belong together or do not, and a bounded logit scale.
 *
 * <pre>  image = normalise(x[:8] W)    text = normalise(x[8:] V)    s = exp(t) image text^T  </pre>
 */
final class Pairs implements Objective.OnEmbeddings {
  static final int ROWS = 16;
  private static final int WIDTH = 8; // of each half
  private static final int EMBEDDING = 4;

  private final NDArray image;
  private final NDArray text;
  private final NDArray scale;
  private final Bounds bounds;
  private final boolean contrasts;

  /**
   * @param bounds of t
   * @param contrasts false draws pairs together and holds nothing apart
   */
  Pairs(NDManager manager, Bounds bounds, boolean contrasts) {
    RandomGenerator random = new SplittableRandom(1);
    this.image = matrix(manager, random);
    this.text = matrix(manager, random);
    this.scale = manager.zeros(new Shape(), DataType.FLOAT32);
    this.scale.setRequiresGradient(true);
    this.bounds = bounds;
    this.contrasts = contrasts;
  }

  private static NDArray matrix(NDManager manager, RandomGenerator random) {
    float[] values = new float[WIDTH * EMBEDDING];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    NDArray matrix = manager.create(values, new Shape(WIDTH, EMBEDDING)).duplicate();
    matrix.setRequiresGradient(true);
    return matrix;
  }

  Training.Steps training() {
    return new Training.Steps(
        List.of(
            new ParameterGroup("towers", Map.of("image", image, "text", text), 1, 0),
            new ParameterGroup("scale", Map.of("logit-scale", scale), 1, 0, bounds)),
        this);
  }

  @Override
  public Embeddings embed(Batch batch, Step step) {
    NDArray x = batch.images(); // (B, 16)
    return Embeddings.of(
        "image", Ops.normalise(x.get(":, :8").matMul(image)),
        "text", Ops.normalise(x.get(":, 8:").matMul(text)));
  }

  @Override
  public boolean rowsAreIndependent() {
    return true;
  }

  @Override
  public LossTerms loss(Embeddings embeddings, Step step) {
    NDArray rows = embeddings.get("image");
    NDArray columns = embeddings.get("text");
    if (!contrasts) {
      return LossTerms.of("apart", Ops.mean(rows.sub(columns).mul(rows.sub(columns))));
    }
    NDArray logits = rows.matMul(columns.transpose()).mul(Ops.exp(scale)); // (B, B)
    return LossTerms.of("contrast", Ops.crossEntropy(logits, Ops.range(logits, ROWS)));
  }

  /**
   * Batches of normal values.
   *
   * @param centre their mean
   * @param together whether both halves are the same
   * @param captions how many different ones stand in a batch
   */
  static BatchSource batches(double centre, boolean together, int captions) {
    return (index, manager) -> {
      RandomGenerator random = new Step(index, 1, 1).random("pairs");
      float[] values = new float[ROWS * 2 * WIDTH];
      long[] tokens = new long[ROWS * 3];
      for (int row = 0; row < ROWS; row++) {
        int start = row * 2 * WIDTH;
        for (int i = 0; i < 2 * WIDTH; i++) {
          boolean copied = together && i >= WIDTH;
          values[start + i] =
              copied ? values[start + i - WIDTH] : (float) (centre + random.nextGaussian());
        }
        tokens[3 * row + 1] = row % captions;
      }
      return new Batch(
          ROWS,
          Map.of(
              Field.IMAGE, manager.create(values, new Shape(ROWS, 2 * WIDTH)),
              Field.CAPTION, manager.create(tokens, new Shape(ROWS, 3))));
    };
  }
}
