package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * CLIP's residual network (Radford et al., 2021, section 2.4): a stem of three convolutions,
 * average pooling wherever a convolution would have a stride, and attention in place of the last
 * average.
 *
 * <p>C = width: maps of C, 4 C, 8 C, 16 C, 32 C channels at 1/4, 1/4, 1/8, 1/16, 1/32 of the size.
 */
public final class ModifiedResNet implements ImageTower {
  private static final int EXPANSION = 4;

  /** Pixels a place of the last map. */
  private static final int STRIDE = 32;

  private final Parameters parameters;
  private final int width;
  private final Script script;

  /**
   * A tower at its start.
   *
   * @param size height and width of an image, a multiple of 32
   * @param width of the embeddings
   */
  public ModifiedResNet(
      int size,
      ModifiedResNetSettings settings,
      int width,
      NDManager manager,
      RandomGenerator random) {
    this.parameters = new Parameters(manager, random);
    this.width = EXPANSION * (settings.width() << 3);
    this.script =
        Script.compile("ModifiedResNet", text(size, settings, width, parameters), manager);
  }

  private static String text(
      int size, ModifiedResNetSettings settings, int width, Parameters parameters) {
    TowerText text = new TowerText(parameters);
    int c = settings.width();
    String x = text.line("torch.contiguous(x, memory_format=2)");
    x = activated(text, x, "stem.1", 3, c / 2, 3, 2);
    x = activated(text, x, "stem.2", c / 2, c / 2, 3, 1);
    x = activated(text, x, "stem.3", c / 2, c, 3, 1);
    x = halved(text, x); // (B, C, H / 4, W / 4)
    int channels = c;
    for (int stage = 0; stage < 4; stage++) {
      int planes = c << stage;
      for (int i = 0; i < settings.layers().get(stage); i++) {
        boolean halve = stage > 0 && i == 0;
        x = bottleneck(text, x, "stages.%d.%d".formatted(stage + 1, i), channels, planes, halve);
        channels = EXPANSION * planes;
      }
    }
    int side = size / STRIDE;
    String flat = text.line("torch.transpose(torch.flatten(%s, 2), 1, 2)".formatted(x));
    TowerText pool = text.another();
    String pooled = attention(pool, "x", channels, side * side, settings.heads(), width);
    TowerText values = text.another();
    double deviation = 1 / Math.sqrt(channels);
    String value = values.linear("x", "pool.value", channels, channels, deviation);
    String own = values.linear(value, "pool.out", channels, width, deviation);
    return TowerText.method(
            "flat(self, x: Tensor, p: List[Tensor], b: List[Tensor], training: bool)",
            text.body(),
            flat)
        + TowerText.method("read_out(self, x: Tensor, p: List[Tensor])", pool.body(), pooled)
        + TowerText.method("values(self, x: Tensor, p: List[Tensor])", values.body(), own)
        + """
          def run(self, x: Tensor, p: List[Tensor], b: List[Tensor], training: bool) -> Tensor:
            return (self).read_out((self).flat(x, p, b, training), p)
          def embed_train(self, x: Tensor, p: List[Tensor], b: List[Tensor]) -> Tensor:
            return (self).flat(x, p, b, True)
          def embed_evaluate(self, x: Tensor, p: List[Tensor], b: List[Tensor]) -> Tensor:
            return (self).flat(x, p, b, False)
          def train(self, x: Tensor, p: List[Tensor], b: List[Tensor]) -> Tensor:
            return (self).run(x, p, b, True)
          def evaluate(self, x: Tensor, p: List[Tensor], b: List[Tensor]) -> Tensor:
            return (self).run(x, p, b, False)
        """;
  }

  private static String activated(
      TowerText text, String x, String name, int in, int out, int kernel, int stride) {
    String y = text.convolution(x, name, in, out, kernel, stride);
    return text.line("torch.relu_(%s)".formatted(text.batchNorm(y, name + ".norm", out, 1)));
  }

  private static String halved(TowerText text, String x) {
    return text.line("torch.avg_pool2d(%s, [2, 2], [2, 2])".formatted(x));
  }

  /** 1 x 1, 3 x 3, 1 x 1, beside the input, which is brought to size where it has another. */
  private static String bottleneck(
      TowerText text, String x, String name, int in, int planes, boolean halve) {
    int out = EXPANSION * planes;
    String y = activated(text, x, name + ".1", in, planes, 1, 1);
    y = activated(text, y, name + ".2", planes, planes, 3, 1);
    y = halve ? halved(text, y) : y;
    y =
        text.batchNorm(
            text.convolution(y, name + ".3", planes, out, 1, 1), name + ".3.norm", out, 1);
    String beside = x;
    if (halve || in != out) {
      beside = halve ? halved(text, x) : x;
      beside = text.convolution(beside, name + ".shortcut", in, out, 1, 1);
      beside = text.batchNorm(beside, name + ".shortcut.norm", out, 1);
    }
    return text.line("torch.relu_(torch.add(%s, %s))".formatted(y, beside));
  }

  /** The mean of the map asks every place and itself; (B, N, C) -> (B, width). */
  private static String attention(
      TowerText text, String flat, int channels, int places, int heads, int width) {
    double deviation = 1 / Math.sqrt(channels);
    String all = text.line("torch.cat([torch.mean(%s, [1], True), %s], 1)".formatted(flat, flat));
    String positions = text.normal("pool.positions", deviation, places + 1, channels);
    String placed = text.line("torch.add(%s, %s)".formatted(all, positions));
    String mean = text.line("torch.slice(%s, 1, 0, 1)".formatted(placed)); // (B, 1, C)
    String attended =
        text.line(
            "torch.scaled_dot_product_attention(%s, %s, %s)"
                .formatted(
                    split(text, mean, "pool.query", channels, heads, deviation),
                    split(text, placed, "pool.key", channels, heads, deviation),
                    split(text, placed, "pool.value", channels, heads, deviation)));
    String joined = text.line("torch.flatten(torch.transpose(%s, 1, 2), 1)".formatted(attended));
    return text.linear(joined, "pool.out", channels, width, deviation);
  }

  /** (B, L, C) -> (B, heads, L, C / heads). */
  private static String split(
      TowerText text, String x, String name, int channels, int heads, double deviation) {
    String y = text.linear(x, name, channels, channels, deviation);
    return text.line(
        "torch.transpose(torch.reshape(%s, [torch.size(%s, 0), torch.size(%s, 1), %d, %d]), 1, 2)"
            .formatted(y, y, y, heads, channels / heads));
  }

  @Override
  public NDArray pooled(NDArray images, Mode mode) {
    return call("", images, mode);
  }

  /** The last map's places, (B, N, C), N = (H / 32) (W / 32). */
  @Override
  public NDArray embed(NDArray images, Mode mode) {
    return call("embed_", images, mode);
  }

  @Override
  public int blocks() {
    return 0;
  }

  @Override
  public NDArray block(int index, NDArray tokens) {
    throw new IndexOutOfBoundsException("block " + index + " of a tower without blocks");
  }

  @Override
  public NDArray readOut(NDArray tokens) {
    return script.call("read_out", List.of(tokens), List.of(parameters.trainedList())).get(0);
  }

  /** Each place through the value and output projections of the attention that pools the map. */
  @Override
  public NDArray dense(NDArray images) {
    NDArray tokens = embed(images, Mode.EVALUATION); // (B, N, C)
    NDArray values =
        script.call("values", List.of(tokens), List.of(parameters.trainedList())).get(0);
    long rows = images.getShape().get(0);
    long high = images.getShape().get(2) / STRIDE;
    return values.reshape(rows, high, images.getShape().get(3) / STRIDE, -1).transpose(0, 3, 1, 2);
  }

  @Override
  public int width() {
    return width;
  }

  private NDArray call(String prefix, NDArray x, Mode mode) {
    return script
        .call(
            prefix + mode.method(),
            List.of(x),
            List.of(parameters.trainedList(), parameters.bufferList(mode)))
        .get(0);
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
