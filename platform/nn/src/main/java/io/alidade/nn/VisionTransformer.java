package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * CLIP's vision transformer (Dosovitskiy et al., <i>An image is worth 16x16 words</i>, 2021, with
 * one more norm before the blocks): patches and a class token, at which it is read. The last block
 * computes the class token alone.
 *
 * <pre>
 *   x = norm-pre([class; patches] + positions)      (B, 1 + N, D)
 *   x = blocks(x)                                   N = (H / patch) (W / patch)
 *   y = projection(norm(x at class))                (B, width of the embeddings)
 * </pre>
 */
public final class VisionTransformer implements ImageTower {
  private final Parameters parameters;
  private final Script script;

  /**
   * A tower at its start, with open_clip's start values.
   *
   * @param size height and width of an image
   * @param width of the embeddings
   */
  public VisionTransformer(
      int size,
      VisionTransformerSettings settings,
      int width,
      NDManager manager,
      RandomGenerator random) {
    this.parameters = new Parameters(manager, random);
    this.script =
        Script.compile("VisionTransformer", text(size, settings, width, parameters), manager);
  }

  private static String text(
      int size, VisionTransformerSettings settings, int width, Parameters parameters) {
    TowerText text = new TowerText(parameters);
    int d = settings.width();
    int patch = settings.patch();
    int places = 1 + (size / patch) * (size / patch);
    double scale = 1 / Math.sqrt(d);
    String kernel =
        text.normal("patches.weight", 1 / Math.sqrt(3.0 * patch * patch), d, 3, patch, patch);
    String patches =
        text.line(
            "torch.flatten(torch.conv2d(x, %s, None, [%d, %d]), 2)"
                .formatted(kernel, patch, patch)); // (B, D, N)
    String first = text.normal("class-token", scale, d);
    String all =
        text.line(
            "torch.cat([torch.expand(%s, [torch.size(x, 0), 1, %d]), torch.transpose(%s, 1, 2)], 1)"
                .formatted(first, d, patches)); // (B, 1 + N, D)
    String placed =
        text.line("torch.add(%s, %s)".formatted(all, text.normal("positions", scale, places, d)));
    String states = text.layerNorm(placed, "norm-pre", d, settings.epsilon());
    TransformerBlocks blocks = settings.blocks(text);
    int deepest = settings.layers() - 1;
    for (int i = 0; i < deepest; i++) {
      states = blocks.whole(states, "blocks." + i, false);
    }
    String place =
        text.line(
            "torch.zeros([torch.size(x, 0)], dtype=4, layout=None, device=ops.prim.device(x))");
    String read = blocks.read(states, place, "None", "blocks." + deepest); // (B, D)
    String normed = text.layerNorm(read, "norm", d, settings.epsilon());
    String pooled = text.projection(normed, "projection", d, width, scale);
    return """
      def pooled(self, x: Tensor, p: List[Tensor]) -> Tensor:
    %s    return %s
    """
        .formatted(text.body(), pooled);
  }

  @Override
  public NDArray pooled(NDArray images, Mode mode) {
    return script.call("pooled", List.of(images), List.of(parameters.trainedList())).get(0);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }
}
