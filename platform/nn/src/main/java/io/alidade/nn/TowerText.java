package io.alidade.nn;

/**
 * Writes the text of a tower line by line. Each layer declares its parameters where it is used and
 * returns the name of its result, so a tower reads like its paper's figure.
 *
 * <p>The text refers to {@code p}, the parameters, {@code b}, the buffers, and {@code training}, a
 * bool.
 */
final class TowerText {
  private final Parameters parameters;
  private final StringBuilder lines = new StringBuilder();
  private int results;

  TowerText(Parameters parameters) {
    this.parameters = parameters;
  }

  /** Adds {@code result = expression} and returns the result's name. */
  String line(String expression) {
    String result = "r" + results++;
    lines.append("    ").append(result).append(" = ").append(expression).append('\n');
    return result;
  }

  /** The lines so far, indented as the body of a method. */
  String body() {
    return lines.toString();
  }

  /** A parameter of normal start values, as the text refers to it. */
  String normal(String name, double deviation, long... shape) {
    return "p[" + parameters.normal(name, deviation, shape) + "]";
  }

  /** A parameter that starts with one value, as the text refers to it. */
  String constant(String name, double value, long... shape) {
    return "p[" + parameters.constant(name, value, shape) + "]";
  }

  /**
   * (B, in, H, W) -> (B, out, H / stride, W / stride), without bias; He's start for rectified
   * units.
   */
  String convolution(String x, String name, int in, int out, int kernel, int stride) {
    double deviation = Math.sqrt(2.0 / (in * kernel * kernel));
    String weight = normal(name + ".weight", deviation, out, in, kernel, kernel);
    int padding = kernel / 2;
    return line(
        "torch.conv2d(%s, %s, None, [%d, %d], [%d, %d], [1, 1], 1)"
            .formatted(x, weight, stride, stride, padding, padding));
  }

  /**
   * Batch statistics in training, running ones in evaluation.
   *
   * @param gain its start; 0 lets a residual branch begin as nothing
   */
  String batchNorm(String x, String name, int channels, double gain) {
    String weight = constant(name + ".weight", gain, channels);
    String bias = constant(name + ".bias", 0, channels);
    int mean = parameters.buffer(name + ".running-mean", 0, channels);
    int variance = parameters.buffer(name + ".running-variance", 1, channels);
    return line(
        "torch.batch_norm(%s, %s, %s, b[%d], b[%d], training, 0.1, 1e-05, False)"
            .formatted(x, weight, bias, mean, variance));
  }

  /** Two 3 x 3 convolutions beside an average pool and a 1 x 1 convolution, both of stride 2. */
  String residual(String x, String name, int in, int out) {
    String branch = convolution(x, name + ".first", in, out, 3, 2);
    branch = line("torch.relu_(%s)".formatted(batchNorm(branch, name + ".first-norm", out, 1)));
    branch = convolution(branch, name + ".second", out, out, 3, 1);
    branch = batchNorm(branch, name + ".second-norm", out, 0);
    String pooled = line("torch.avg_pool2d(%s, [2, 2], [2, 2])".formatted(x));
    String shortcut = convolution(pooled, name + ".shortcut", in, out, 1, 1);
    return line("torch.relu_(torch.add(%s, %s))".formatted(branch, shortcut));
  }

  /** (..., in) -> (..., out). */
  String linear(String x, String name, int in, int out, double deviation) {
    String weight = normal(name + ".weight", deviation, out, in);
    String bias = constant(name + ".bias", 0, out);
    return line("torch.linear(%s, %s, %s)".formatted(x, weight, bias));
  }

  /** (..., in) -> (..., out) without bias. */
  String projection(String x, String name, int in, int out, double deviation) {
    String weight = normal(name + ".weight", deviation, out, in);
    return line("torch.linear(%s, %s)".formatted(x, weight));
  }

  /** Over the last axis. */
  String layerNorm(String x, String name, int width) {
    String weight = constant(name + ".weight", 1, width);
    String bias = constant(name + ".bias", 0, width);
    return line("torch.layer_norm(%s, [%d], %s, %s)".formatted(x, width, weight, bias));
  }

  /**
   * A pre-norm transformer block with CLIP's start values.
   *
   * @param x (B, L, D)
   * @param layers of the tower: the deeper it is, the smaller each block begins
   */
  String block(String x, String name, int width, int heads, int layers, boolean causal) {
    String normed = layerNorm(x, name + ".norm-1", width);
    String qkv = linear(normed, name + ".attention.in", width, 3 * width, into(width));
    String split = heads(qkv, 3, heads, width); // (3, B, heads, L, D / heads)
    String attended =
        line(
            "torch.scaled_dot_product_attention(torch.select(%s, 0, 0), torch.select(%s, 0, 1), torch.select(%s, 0, 2), None, 0., %s)"
                .formatted(split, split, split, causal ? "True" : "False"));
    return blockAfterAttention(x, attended, name, width, layers);
  }

  /**
   * The same block where only one place of each row is read afterwards: every place lends its key
   * and value, and all else is computed for the place alone. Equal to {@link #block} there.
   *
   * @param x (B, L, D)
   * @param place int64 (B), what is read
   * @param seen bool (B, 1, 1, L), what the place may look at; {@code None} for everything
   * @return (B, D)
   */
  String readBlock(
      String x, String place, String seen, String name, int width, int heads, int layers) {
    String normed = layerNorm(x, name + ".norm-1", width);
    String weight = normal(name + ".attention.in.weight", into(width), 3L * width, width);
    String bias = constant(name + ".attention.in.bias", 0, 3L * width);
    String query =
        line(
            "torch.linear(%s, torch.slice(%s, 0, 0, %d), torch.slice(%s, 0, 0, %d))"
                .formatted(at(normed, place), weight, width, bias, width)); // (B, 1, D)
    String rest =
        line(
            "torch.linear(%s, torch.slice(%s, 0, %d), torch.slice(%s, 0, %d))"
                .formatted(normed, weight, width, bias, width)); // (B, L, 2 D)
    String keys = heads(rest, 2, heads, width); // (2, B, heads, L, D / heads)
    String attended =
        line(
            "torch.scaled_dot_product_attention(torch.select(%s, 0, 0), torch.select(%s, 0, 0), torch.select(%s, 0, 1), %s)"
                .formatted(heads(query, 1, heads, width), keys, keys, seen));
    String read = blockAfterAttention(at(x, place), attended, name, width, layers);
    return line("torch.squeeze(%s, 1)".formatted(read));
  }

  /** (B, L, n D) -> (n, B, heads, L, D / heads). */
  private String heads(String x, int n, int heads, int width) {
    return line(
        "torch.permute(torch.reshape(%s, [torch.size(%s, 0), torch.size(%s, 1), %d, %d, %d]), [2, 0, 3, 1, 4])"
            .formatted(x, x, x, n, heads, width / heads));
  }

  /** (B, L, D) and a place of each row -> (B, 1, D). */
  private String at(String x, String place) {
    return line(
        "torch.gather(%s, 1, torch.expand(torch.reshape(%s, [-1, 1, 1]), [-1, 1, torch.size(%s, 2)]))"
            .formatted(x, place, x));
  }

  /** What follows the attention: its projection and the MLP, each added to what came in. */
  private String blockAfterAttention(
      String x, String attended, String name, int width, int layers) {
    double out = into(width) / Math.sqrt(2.0 * layers);
    String joined =
        line("torch.reshape(torch.transpose(%s, 1, 2), torch.size(%s))".formatted(attended, x));
    String mixed =
        line(
            "torch.add(%s, %s)"
                .formatted(x, linear(joined, name + ".attention.out", width, width, out)));
    String second = layerNorm(mixed, name + ".norm-2", width);
    String hidden = linear(second, name + ".mlp.in", width, 4 * width, into(width) / Math.sqrt(2));
    String activated = line("torch.gelu(%s)".formatted(hidden));
    return line(
        "torch.add(%s, %s)"
            .formatted(mixed, linear(activated, name + ".mlp.out", 4 * width, width, out)));
  }

  private static double into(int width) {
    return 1 / Math.sqrt(width);
  }
}
