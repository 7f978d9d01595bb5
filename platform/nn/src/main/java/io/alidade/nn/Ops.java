package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The operators a loss is written with. None takes a Java {@code Number} into the graph: numbers
 * become tensors that live until the step ends. {@link NDArray}'s own {@code add}, {@code sub},
 * {@code mul(NDArray)}, {@code matMul} and {@code transpose} are as safe.
 */
public final class Ops {
  private static final String TEXT =
      """
        def normalise(self, x: Tensor) -> Tensor:
          return torch.div(x, torch.clamp_min(torch.linalg_vector_norm(x, 2, [-1], True), 1e-12))
        def cross_entropy(self, logits: Tensor, classes: Tensor) -> Tensor:
          return torch.cross_entropy_loss(logits, classes)
        def log_sigmoid(self, x: Tensor) -> Tensor:
          return torch.log_sigmoid(x)
        def exp(self, x: Tensor) -> Tensor:
          return torch.exp(x)
        def mean(self, x: Tensor) -> Tensor:
          return torch.mean(x)
        def backward(self, loss: Tensor) -> Tensor:
          torch.backward(loss, None, None, False)
          return loss
        def is_finite(self, x: Tensor) -> Tensor:
          return torch.all(torch.isfinite(x))
        def copy_(self, to: Tensor, x: Tensor) -> Tensor:
          return torch.copy_(to, x)
        def clamp_(self, x: Tensor, limits: Tensor) -> Tensor:
          return torch.clamp_(x, float(limits[0]), float(limits[1]))
      """;

  private Ops() {}

  /** Compiled when first asked for; holds no tensor that is trained. */
  private static final class Compiled {
    static final Script OPS = Script.compile("Ops", TEXT, Engine.openOnCpu());
  }

  /** (..., D) -> (..., D), rows of unit length. */
  public static NDArray normalise(NDArray rows) {
    return Compiled.OPS.call("normalise", rows);
  }

  /**
   * The mean of {@code -log softmax(logits)[i, classes[i]]} over the rows.
   *
   * @param logits (B, C)
   * @param classes int64 (B), or float32 (B, C): a distribution over the classes in each row
   */
  public static NDArray crossEntropy(NDArray logits, NDArray classes) {
    return Compiled.OPS.call("cross_entropy", logits, classes);
  }

  /** {@code log(1 / (1 + exp(-x)))}, also where x is far below 0. */
  public static NDArray logSigmoid(NDArray x) {
    return Compiled.OPS.call("log_sigmoid", x);
  }

  public static NDArray exp(NDArray x) {
    return Compiled.OPS.call("exp", x);
  }

  /** The mean of all values, a scalar. */
  public static NDArray mean(NDArray x) {
    return Compiled.OPS.call("mean", x);
  }

  /** {@code factor * x}. */
  public static NDArray times(double factor, NDArray x) {
    return x.mul(x.getManager().full(new Shape(), (float) factor, DataType.FLOAT32));
  }

  /** 0, 1, ..., n - 1 as int64: row i's own class in a batch of pairs. */
  public static NDArray range(NDArray like, int n) {
    return like.getManager().arange(0, n, 1, DataType.INT64);
  }

  /** Numbers in the engine's own memory: an array over Java's may lose it before autograd reads. */
  public static NDArray own(float[] values, Shape shape, NDManager manager) {
    try (NDArray lent = manager.create(values, shape)) {
      return lent.duplicate();
    }
  }

  /** The same of whole numbers, int64 (N). */
  public static NDArray own(long[] values, NDManager manager) {
    try (NDArray lent = manager.create(values)) {
      return lent.duplicate();
    }
  }

  /** Adds the gradient of a scalar to every leaf it depends on, and lets go of the graph. */
  public static void backward(NDArray scalar) {
    Compiled.OPS.call("backward", scalar);
  }

  /** Whether no value is NaN or an infinity. */
  public static boolean isFinite(NDArray x) {
    try (NDArray all = Compiled.OPS.call("is_finite", x)) {
      return all.getBoolean();
    }
  }

  /** Writes values into a tensor, a parameter too, in place; called outside of the graph. */
  public static void copy(NDArray values, NDArray target) {
    Compiled.OPS.call("copy_", target, values).close();
  }

  /** Keeps a parameter within limits, in place; called outside of the graph, after a step. */
  public static void clamp(NDArray parameter, double low, double high) {
    NDArray limits = parameter.getManager().create(new float[] {(float) low, (float) high});
    Compiled.OPS.call("clamp_", parameter, limits);
    limits.close();
  }
}
