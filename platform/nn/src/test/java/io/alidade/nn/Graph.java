package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A scalar that is computed from leaves by one operator, layer or tower.
 *
 * @param scalar builds the graph anew at each call
 */
record Graph(String name, List<NDArray> leaves, Supplier<NDArray> scalar) {

  /** Gradients of all leaves, where {@code between} happens after forward and before backward. */
  List<double[]> gradients(Runnable between) {
    leaves.forEach(leaf -> leaf.setRequiresGradient(true));
    Engine.withGradients(
        () -> {
          NDArray loss = scalar.get();
          between.run();
          Ops.backward(loss);
          return loss;
        });
    List<double[]> gradients = leaves.stream().map(leaf -> doubles(leaf.getGradient())).toList();
    leaves.forEach(leaf -> JniUtils.zeroGrad((PtNDArray) leaf));
    return gradients;
  }

  static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  @Override
  public String toString() {
    return name;
  }

  /** Every operator and every layer that something trained is made of. */
  static Stream<Graph> all(DataType type, NDManager manager) {
    return new Kinds(type, manager).all();
  }

  private static final class Kinds {
    private final DataType type;
    private final NDManager manager;
    private final SplittableRandom random = new SplittableRandom(11);

    Kinds(DataType type, NDManager manager) {
      this.type = type;
      this.manager = manager;
    }

    Stream<Graph> all() {
      NDArray classes = manager.create(new long[] {2, 0, 1});
      return Stream.of(
          of("Ops.normalise", leaf(3, 4), Ops::normalise),
          of("Ops.crossEntropy", leaf(3, 4), x -> Ops.crossEntropy(x, classes)),
          of("Ops.exp", leaf(3, 4), Ops::exp),
          of("Ops.mean", leaf(3, 4), Ops::mean),
          of("Ops.times", leaf(3, 4), x -> Ops.times(0.7, x)),
          both("NDArray.add", leaf(3, 4), leaf(4), (x, y) -> x.add(y)),
          both("NDArray.sub", leaf(3, 4), leaf(3, 4), (x, y) -> x.sub(y)),
          both("NDArray.mul", leaf(3, 4), leaf(), (x, y) -> x.mul(y)),
          both("NDArray.matMul", leaf(3, 4), leaf(4, 2), (x, y) -> x.matMul(y)),
          of("NDArray.transpose", leaf(3, 4), NDArray::transpose),
          layer("convolution", leaf(2, 3, 6, 6), (t, x) -> t.convolution(x, "c", 3, 4, 3, 2)),
          layer("batch norm", leaf(4, 3, 2, 2), (t, x) -> t.batchNorm(x, "n", 3, 1)),
          layer("residual", leaf(3, 2, 4, 4), (t, x) -> t.residual(x, "r", 2, 3)),
          layer("linear", leaf(2, 3, 4), (t, x) -> t.linear(x, "l", 4, 3, 0.5)),
          layer("projection", leaf(2, 4), (t, x) -> t.projection(x, "p", 4, 3, 0.5)),
          layer("layer norm", leaf(2, 3, 4), (t, x) -> t.layerNorm(x, "n", 4, 1e-5)),
          layer(
              "block",
              leaf(2, 5, 8),
              (t, x) -> TransformerBlocks.plain(t, 8, 2, 1).whole(x, "b", false)),
          layer(
              "causal block",
              leaf(2, 5, 8),
              (t, x) -> TransformerBlocks.plain(t, 8, 2, 1).whole(x, "b", true)),
          layer(
              "scaled block",
              leaf(2, 5, 8),
              (t, x) ->
                  new TransformerBlocks(t, 8, 2, 1, 16, Activation.QUICK_GELU, 1e-5, 0.1)
                      .whole(x, "b", false)),
          layer(
              "attention pool",
              leaf(2, 5, 4),
              (t, x) -> new AttentionPool(t, 4, 6, 2, 3, 1e-5).pooled(x, "a")));
    }

    private Graph of(String name, NDArray leaf, UnaryOperator<NDArray> operator) {
      return weighted(name, List.of(leaf), () -> operator.apply(leaf));
    }

    private Graph both(String name, NDArray left, NDArray right, BinaryOperator<NDArray> operator) {
      return weighted(name, List.of(left, right), () -> operator.apply(left, right));
    }

    private Graph layer(String name, NDArray leaf, Layer.Piece piece) {
      Layer layer = new Layer(piece, type, manager);
      List<NDArray> leaves = new ArrayList<>(layer.trained());
      leaves.forEach(this::move);
      leaves.add(leaf);
      return weighted(name, leaves, () -> layer.run(leaf, Mode.TRAINING));
    }

    /** A sum in which each value of the result counts differently, so that none can hide. */
    private Graph weighted(String name, List<NDArray> leaves, Supplier<NDArray> result) {
      NDArray weights = values(result.get().getShape());
      return new Graph(name, leaves, () -> result.get().mul(weights).sum());
    }

    private NDArray leaf(long... shape) {
      return values(new Shape(shape));
    }

    private NDArray values(Shape shape) {
      double[] values = new double[(int) shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextGaussian();
      }
      // To the same type nothing is copied, whatever is asked for.
      try (NDArray lent = manager.create(values, shape)) {
        return lent.duplicate().toType(type, false);
      }
    }

    /** Off its start: a gain of 0 would leave a branch without gradients. */
    private void move(NDArray parameter) {
      NDArray moved = values(parameter.getShape());
      NDArray sum = parameter.stopGradient().add(Ops.times(0.3, moved));
      parameter.set(sum.toByteBuffer());
    }
  }
}
