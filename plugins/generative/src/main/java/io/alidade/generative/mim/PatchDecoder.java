package io.alidade.generative.mim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.Engine;
import io.alidade.nn.ImageTower;
import io.alidade.nn.Mode;
import io.alidade.nn.Parameters;
import io.alidade.nn.Script;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Hides patches of images behind a learnt one, and tells from an image tower's tokens what they
 * hold: one linear layer, dropped at test time. A patch is what one token of the tower stands for.
 *
 * <p>In shapes, B is the batch, N the patches of an image, s of them a side, q pixels a side each,
 * C the width of the tower's tokens.
 */
final class PatchDecoder {
  /** Keeps the division finite on a patch of one colour; MAE's. */
  private static final double EPSILON = 1e-6;

  /** A patch is laid out row by row, channels last, as in MAE. */
  private static final String TEXT =
      """
        def hide(self, x: Tensor, mask: Tensor, p: List[Tensor]) -> Tensor:
          s = torch.size(p[0], 3)
          n = torch.floordiv(torch.size(x, 3), s)
          places = torch.reshape(mask, [torch.size(x, 0), 1, n, n])
          hidden = torch.repeat_interleave(torch.repeat_interleave(places, s, 2), s, 3)
          return torch.lerp(x, torch.tile(p[0], [1, 1, n, n]), hidden)
        def predict(self, tokens: Tensor, p: List[Tensor]) -> Tensor:
          return (self).linear(tokens, p[1], p[2])
        def patches(self, x: Tensor, like: Tensor) -> Tensor:
          b = torch.size(x, 0)
          s = torch.size(like, 3)
          n = torch.floordiv(torch.size(x, 3), s)
          y = torch.permute(torch.reshape(x, [b, 3, n, s, n, s]), [0, 2, 4, 3, 5, 1])
          return torch.reshape(y, [b, torch.mul(n, n), torch.mul(torch.mul(s, s), 3)])
        def loss(self, prediction: Tensor, patches: Tensor, mask: Tensor) -> Tensor:
          mean = torch.mean(patches, [-1], True)
          variance = torch.var(patches, [-1], True, True)
          target = torch.div(torch.sub(patches, mean), torch.sqrt(torch.add(variance, %s)))
          error = torch.mean(torch.square(torch.sub(prediction, target)), [-1])
          return torch.div(torch.sum(torch.mul(error, mask)), torch.sum(mask))
      """
          .formatted(EPSILON);

  private final Parameters parameters;
  private final Script script;
  private final int side;

  /** Takes its sizes from what the tower makes of an image of {@code size} pixels a side. */
  PatchDecoder(ImageTower tower, int size, NDManager manager, RandomGenerator random) {
    Shape tokens = tokens(tower, size, manager);
    this.side = (int) Math.sqrt((double) tokens.get(1)); // a class token stands before the patches
    int pixels = size / side;
    int channels = (int) tokens.get(2);
    this.parameters = new Parameters(manager, random);
    parameters.normal("mask", 0.02, 1, 3, pixels, pixels);
    parameters.normal("predict.weight", 1 / Math.sqrt(channels), 3L * pixels * pixels, channels);
    parameters.constant("predict.bias", 0, 3L * pixels * pixels);
    this.script = compiled(manager);
  }

  private static Script compiled(NDManager manager) {
    return Script.compile("PatchDecoder", TEXT, manager);
  }

  private static Shape tokens(ImageTower tower, int size, NDManager manager) {
    try (NDManager own = manager.newSubManager()) {
      NDArray blank = own.zeros(new Shape(1, 3, size, size), DataType.FLOAT32);
      return Engine.withoutGradients(
          () -> {
            try (NDArray tokens = tower.tokens(blank, Mode.EVALUATION)) {
              return tokens.getShape();
            }
          });
    }
  }

  /** N. */
  int patches() {
    return side * side;
  }

  Parameters parameters() {
    return parameters;
  }

  private List<NDArray> all() {
    return List.copyOf(parameters.trained().values());
  }

  private NDArray mask() {
    return all().get(0);
  }

  /** (B, 3, H, W) with the learnt patch wherever the mask, float32 (B, N), is 1. */
  NDArray hide(NDArray images, NDArray mask) {
    return script.call("hide", List.of(images, mask), List.of(all())).get(0);
  }

  /**
   * How far what the tokens tell of the masked patches lies from them.
   *
   * @param tokens (B, N or N + 1, C), of the images with patches hidden
   * @param images (B, 3, H, W), whole
   * @param mask float32 (B, N)
   */
  NDArray loss(NDArray tokens, NDArray images, NDArray mask) {
    NDArray patches = script.call("patches", images, mask()); // (B, N, 3 q q)
    NDArray last = tokens.get(":, " + -patches() + ":"); // (B, N, C)
    NDArray prediction = script.call("predict", List.of(last), List.of(all())).get(0);
    return script.call("loss", prediction, patches, mask);
  }

  /** The loss alone, for images whose patches are {@code pixels} a side. */
  static NDArray loss(NDArray prediction, NDArray images, NDArray mask, int pixels) {
    Script script = compiled(images.getManager());
    NDArray like = images.getManager().zeros(new Shape(1, 3, pixels, pixels), DataType.FLOAT32);
    return script.call("loss", prediction, script.call("patches", images, like), mask);
  }
}
