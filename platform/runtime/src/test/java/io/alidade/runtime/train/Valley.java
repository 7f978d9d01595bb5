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

/**
 * A quadratic problem: a point p that is drawn to the mean of the batch's targets, and a bounded
 * scale s that is drawn to 3.
 *
 * <pre>  distance = mean (p - target)^2     pull = (s - 3)^2  </pre>
 */
final class Valley {
  static final int WIDTH = 3;
  final NDArray point;
  final NDArray scale;

  Valley(NDManager manager) {
    point = manager.zeros(new Shape(WIDTH));
    scale = manager.zeros(new Shape(), DataType.FLOAT32);
    point.setRequiresGradient(true);
    scale.setRequiresGradient(true);
  }

  Training.Steps training(Objective objective) {
    return new Training.Steps(
        List.of(
            new ParameterGroup("point", Map.of("point", point), 1, 0),
            new ParameterGroup("scale", Map.of("scale", scale), 1, 0, new Bounds(-1, 2))),
        objective);
  }

  Training.Steps training() {
    return training((Objective.Direct) this::loss);
  }

  LossTerms loss(Batch batch, Step step) {
    return terms(away(batch), apart());
  }

  /** The same problem, told as embeddings. */
  Objective.OnEmbeddings onEmbeddings() {
    return new Objective.OnEmbeddings() {
      @Override
      public boolean rowsAreIndependent() {
        return true;
      }

      @Override
      public Embeddings embed(Batch batch, Step step) {
        return Embeddings.of("away", away(batch), "apart", apart());
      }

      @Override
      public LossTerms loss(Embeddings embeddings, Step step) {
        return terms(embeddings.get("away"), embeddings.get("apart"));
      }
    };
  }

  private NDArray away(Batch batch) {
    return point.sub(batch.images()); // (B, 3)
  }

  private NDArray apart() {
    return scale.sub(scale.getManager().full(new Shape(), 3, DataType.FLOAT32));
  }

  private static LossTerms terms(NDArray away, NDArray apart) {
    return LossTerms.of("distance", Ops.mean(away.mul(away)), "pull", apart.mul(apart));
  }

  /** Targets around (1, -2, 0.5), drawn from the seed of the run. */
  static BatchSource targets(int size, long seed) {
    return (index, manager) -> {
      var random = new Step(index, 1, seed).random("targets");
      float[] centre = {1, -2, 0.5f};
      float[] values = new float[size * WIDTH];
      for (int i = 0; i < values.length; i++) {
        values[i] = centre[i % WIDTH] + (float) (0.1 * random.nextGaussian());
      }
      NDArray targets = manager.create(values, new Shape(size, WIDTH));
      return new Batch(size, Map.of(Field.IMAGE, targets));
    };
  }
}
