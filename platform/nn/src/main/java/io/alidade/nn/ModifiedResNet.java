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

  private final Parameters parameters;
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
    int side = size / 32;
    String pooled = attention(text, x, channels, side * side, settings.heads(), width);
    return """
      def run(self, x: Tensor, p: List[Tensor], b: List[Tensor], training: bool) -> Tensor:
    %s    return %s
      def train(self, x: Tensor, p: List[Tensor], b: List[Tensor]) -> Tensor:
        return (self).run(x, p, b, True)
      def evaluate(self, x: Tensor, p: List[Tensor], b: List[Tensor]) -> Tensor:
        return (self).run(x, p, b, False)
    """
        .formatted(text.body(), pooled);
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

  /** The mean of the map asks every place and itself; (B, C, h, w) -> (B, width). */
  private static String attention(
      TowerText text, String x, int channels, int places, int heads, int width) {
    double deviation = 1 / Math.sqrt(channels);
    String flat = text.line("torch.transpose(torch.flatten(%s, 2), 1, 2)".formatted(x));
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
    return script
        .call(
            mode.method(),
            List.of(images),
            List.of(parameters.trainedList(), parameters.bufferList()))
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
