package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A vision transformer (Dosovitskiy et al., <i>An image is worth 16x16 words</i>, 2021): patches
 * and a class token. As in CLIP there may be one more norm before the blocks, and the class token
 * is read; the last block then computes that token alone. It may also be read at the mean of the
 * patches, or by an attention of its own.
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
    String positions =
        switch (settings.positions()) {
          case LEARNT -> text.normal("positions", scale, places, d);
          case WAVES -> text.buffer("positions", PositionTable.waves(size / patch, d), places, d);
        };
    String states = text.line("torch.add(%s, %s)".formatted(all, positions));
    if (settings.normBefore()) {
      states = text.layerNorm(states, "norm-pre", d, settings.epsilon());
    }
    String pooled = pooled(states, settings, width, text);
    return """
      def pooled(self, x: Tensor, p: List[Tensor]%s) -> Tensor:
    %s    return %s
    """
        .formatted(parameters.buffers().isEmpty() ? "" : ", b: List[Tensor]", text.body(), pooled);
  }

  /** The blocks and what is read of them: (B, 1 + N, D) -> (B, width). */
  private static String pooled(
      String states, VisionTransformerSettings settings, int width, TowerText text) {
    int d = settings.width();
    double epsilon = settings.epsilon();
    TransformerBlocks blocks = settings.blocks(text);
    int deepest = settings.layers() - 1;
    for (int i = 0; i < deepest; i++) {
      states = blocks.whole(states, "blocks." + i, false);
    }
    String last = "blocks." + deepest;
    PoolSettings pool = settings.pool();
    return switch (pool.kind()) {
      case CLASS -> {
        String place =
            text.line(
                "torch.zeros([torch.size(x, 0)], dtype=4, layout=None, device=ops.prim.device(x))");
        String read = blocks.read(states, place, "None", last); // (B, D)
        yield projected(text.layerNorm(read, "norm", d, epsilon), d, width, text);
      }
      case AVERAGE -> {
        String patches =
            text.line("torch.slice(%s, 1, 1)".formatted(blocks.whole(states, last, false)));
        String mean = text.line("torch.mean(%s, [1])".formatted(patches)); // (B, D)
        yield projected(text.layerNorm(mean, "norm", d, epsilon), d, width, text);
      }
      case ATTENTION -> {
        AttentionPool attention =
            new AttentionPool(text, d, width, pool.heads(), pool.queries(), epsilon);
        String tokens = attention.pooled(blocks.whole(states, last, false), "pool");
        String first = text.line("torch.select(%s, 1, 0)".formatted(tokens)); // (B, width)
        yield projected(text.layerNorm(first, "norm", width, epsilon), width, width, text);
      }
    };
  }

  private static String projected(String x, int from, int width, TowerText text) {
    return text.projection(x, "projection", from, width, 1 / Math.sqrt(from));
  }

  @Override
  public NDArray pooled(NDArray images, Mode mode) {
    List<List<NDArray>> lists =
        parameters.buffers().isEmpty()
            ? List.of(parameters.trainedList())
            : List.of(parameters.trainedList(), parameters.bufferList());
    return script.call("pooled", List.of(images), lists).get(0);
  }

  @Override
  public Optional<String> fingerprint() {
    return parameters.fingerprint(script);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }
}
