package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.api.Step;
import java.util.List;
import java.util.Locale;
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
 *
 * <p>A training step may leave out patches, behind the positions, by {@link PatchDropout}.
 */
public final class VisionTransformer implements ImageTower {
  private final Parameters parameters;
  private final Script script;
  private final PatchDropout dropout;
  private final VisionTransformerSettings settings;
  private final int side;

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
    int side = size / settings.patch();
    this.dropout = new PatchDropout(side * side, settings.patchDropout());
    this.settings = settings;
    this.side = side;
    this.script =
        Script.compile(
            "VisionTransformer",
            text(size, settings, width, parameters) + parts(size, settings, width),
            manager);
  }

  private static String text(
      int size, VisionTransformerSettings settings, int width, Parameters parameters) {
    TowerText text = new TowerText(parameters);
    int d = settings.width();
    String states = placed(text, size, settings);
    String embedded = text.body();
    String kept = settings.patchDropout() > 0 ? kept(states, d) : "";
    if (settings.normBefore()) {
      states = text.layerNorm(states, "norm-pre", d, settings.epsilon());
    }
    String pooled = pooled(states, settings, width, text);
    String lists = lists(parameters);
    String whole = TowerText.method("pooled(self, x: Tensor, " + lists + ")", text.body(), pooled);
    if (kept.isEmpty()) {
      return whole;
    }
    String rest = text.body().substring(embedded.length());
    return whole
        + TowerText.method(
            "dropped(self, x: Tensor, keep: Tensor, " + lists + ")",
            embedded + kept + rest,
            pooled);
  }

  private static String lists(Parameters parameters) {
    return "p: List[Tensor]" + (parameters.buffers().isEmpty() ? "" : ", b: List[Tensor]");
  }

  /** The same tower in parts: what comes before the blocks, each of them, and what follows. */
  private String parts(int size, VisionTransformerSettings settings, int width) {
    TowerText first = new TowerText(parameters).another();
    int d = settings.width();
    String states = placed(first, size, settings);
    if (settings.normBefore()) {
      states = first.layerNorm(states, "norm-pre", d, settings.epsilon());
    }
    String head = "(self, x: Tensor, " + lists(parameters) + ")";
    StringBuilder methods =
        new StringBuilder(TowerText.method("embed" + head, first.body(), states));
    if (settings.normBefore()) {
      TowerText before = first.another();
      String normed = before.layerNorm("x", "norm-pre", d, settings.epsilon());
      methods.append(TowerText.method("entering" + head, before.body(), normed));
    }
    for (int i = 0; i < settings.layers(); i++) {
      TowerText block = first.another();
      String whole = settings.blocks(block).whole("x", "blocks." + i, false);
      methods.append(TowerText.method("block_" + i + head, block.body(), whole));
    }
    TowerText last = first.another();
    String read = readOut("x", settings, width, last);
    methods.append(TowerText.method("read_out" + head, last.body(), read));
    if (settings.pool().kind() == PoolSettings.Kind.CLASS) {
      TowerText values = first.another();
      String alone = settings.blocks(values).values("x", "blocks." + (settings.layers() - 1));
      String normed = values.layerNorm(alone, "norm", d, settings.epsilon());
      String every = projected(normed, d, width, values);
      methods.append(TowerText.method("values" + head, values.body(), every));
    }
    return methods.toString();
  }

  /** (B, 3, H, W) -> (B, 1 + N, D): class token and patches, with their places. */
  private static String placed(TowerText text, int size, VisionTransformerSettings settings) {
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
    return text.line("torch.add(%s, %s)".formatted(all, positions));
  }

  /** Class token and kept patches in their place: (B, 1 + N, D) -> (B, 1 + K, D). */
  private static String kept(String states, int d) {
    String first = "torch.slice(%s, 1, 0, 1)".formatted(states);
    String patches =
        "torch.gather(torch.slice(%s, 1, 1), 1, torch.expand(torch.unsqueeze(keep, 2), [-1, -1, %d]))"
            .formatted(states, d);
    return "    %s = torch.cat([%s, %s], 1)\n".formatted(states, first, patches);
  }

  /** The blocks and what is read of them: (B, 1 + N, D) -> (B, width). */
  private static String pooled(
      String states, VisionTransformerSettings settings, int width, TowerText text) {
    int d = settings.width();
    TransformerBlocks blocks = settings.blocks(text);
    int deepest = settings.layers() - 1;
    for (int i = 0; i < deepest; i++) {
      states = blocks.whole(states, "blocks." + i, false);
    }
    String last = "blocks." + deepest;
    if (settings.pool().kind() == PoolSettings.Kind.CLASS) {
      String place =
          text.line(
              "torch.zeros([torch.size(x, 0)], dtype=4, layout=None, device=ops.prim.device(x))");
      String read = blocks.read(states, place, "None", last); // (B, D)
      return projected(text.layerNorm(read, "norm", d, settings.epsilon()), d, width, text);
    }
    return readOut(blocks.whole(states, last, false), settings, width, text);
  }

  /** What is read of the last block's tokens: (B, 1 + N, D) -> (B, width). */
  private static String readOut(
      String states, VisionTransformerSettings settings, int width, TowerText text) {
    int d = settings.width();
    double epsilon = settings.epsilon();
    PoolSettings pool = settings.pool();
    return switch (pool.kind()) {
      case CLASS -> {
        String read = text.line("torch.select(%s, 1, 0)".formatted(states)); // (B, D)
        yield projected(text.layerNorm(read, "norm", d, epsilon), d, width, text);
      }
      case AVERAGE -> {
        String patches = text.line("torch.slice(%s, 1, 1)".formatted(states));
        String mean = text.line("torch.mean(%s, [1])".formatted(patches)); // (B, D)
        yield projected(text.layerNorm(mean, "norm", d, epsilon), d, width, text);
      }
      case ATTENTION -> {
        AttentionPool attention =
            new AttentionPool(text, d, width, pool.heads(), pool.queries(), epsilon);
        String tokens = attention.pooled(states, "pool");
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
    return script.call("pooled", List.of(images), lists()).get(0);
  }

  @Override
  public NDArray embed(NDArray images, Mode mode) {
    return call("embed", images);
  }

  @Override
  public NDArray entering(NDArray tokens) {
    return settings.normBefore() ? call("entering", tokens) : tokens;
  }

  @Override
  public int blocks() {
    return settings.layers();
  }

  @Override
  public NDArray block(int index, NDArray tokens) {
    return call("block_" + index, tokens);
  }

  @Override
  public NDArray readOut(NDArray tokens) {
    return call("read_out", tokens);
  }

  /**
   * MaskCLIP's (Zhou, Loy, Dai, <i>Extract free dense labels from CLIP</i>, 2022): of the last
   * block's attention each patch takes its own value alone, goes through its projection, and on
   * through the rest of the block as in the authors' code.
   */
  @Override
  public NDArray dense(NDArray images) {
    if (settings.pool().kind() != PoolSettings.Kind.CLASS) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "image.vit.pool.kind is %s; expected class, since dense features are read of a tower whose class token is"
              .formatted(settings.pool().kind().name().toLowerCase(Locale.ROOT)));
    }
    int size = side * settings.patch();
    if (images.getShape().get(2) != size || images.getShape().get(3) != size) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "images of %d x %d pixels; expected %d x %d, the positions of this vision transformer"
              .formatted(images.getShape().get(2), images.getShape().get(3), size, size));
    }
    NDArray tokens = embed(images, Mode.EVALUATION);
    for (int i = 0; i < settings.layers() - 1; i++) {
      tokens = block(i, tokens);
    }
    NDArray patches = call("values", tokens).get(":, 1:"); // (B, N, E)
    long rows = images.getShape().get(0);
    return patches.reshape(rows, side, side, -1).transpose(0, 3, 1, 2); // (B, E, h, w)
  }

  @Override
  public int width() {
    return settings.width();
  }

  private NDArray call(String method, NDArray x) {
    return script.call(method, List.of(x), lists()).get(0);
  }

  @Override
  public NDArray trained(NDArray images, int first, Step step) {
    if (dropout.share() == 0) {
      return pooled(images, Mode.TRAINING);
    }
    int rows = (int) images.getShape().get(0);
    try (NDArray keep =
        images
            .getManager()
            .create(dropout.draw(first, rows, step), new Shape(rows, dropout.kept()))) {
      return script.call("dropped", List.of(images, keep), lists()).get(0);
    }
  }

  private List<List<NDArray>> lists() {
    return parameters.buffers().isEmpty()
        ? List.of(parameters.trainedList())
        : List.of(parameters.trainedList(), parameters.bufferList());
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
