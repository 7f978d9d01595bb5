package io.alidade.nn;

import java.util.OptionalInt;

/**
 * Writes the text of a tower line by line. Each layer declares its parameters where it is used and
 * returns the name of its result, so a tower reads like its paper's figure.
 *
 * <p>The text refers to {@code p}, the parameters, {@code b}, the buffers, and {@code training}, a
 * bool.
 */
final class TowerText {
  private final Parameters parameters;
  private final boolean shares;
  private final StringBuilder lines = new StringBuilder();
  private int results;

  TowerText(Parameters parameters) {
    this(parameters, false);
  }

  private TowerText(Parameters parameters, boolean shares) {
    this.parameters = parameters;
    this.shares = shares;
  }

  /**
   * The text of another method, which may compute with parameters that one before it declared: the
   * same name is the same parameter.
   */
  TowerText another() {
    return new TowerText(parameters, true);
  }

  /** What {@code lines} compute, as a method of that head: {@code name(self, x: Tensor)}. */
  static String method(String head, String lines, String result) {
    return """
      def %s -> Tensor:
    %s    return %s
    """
        .formatted(head, lines, result);
  }

  private OptionalInt shared(String name) {
    return shares ? parameters.place(name) : OptionalInt.empty();
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
    OptionalInt known = shared(name);
    return "p["
        + (known.isPresent() ? known.getAsInt() : parameters.normal(name, deviation, shape))
        + "]";
  }

  /** A parameter that another method's text declared. */
  String known(String name) {
    return "p[" + parameters.place(name).orElseThrow() + "]";
  }

  /** A parameter that starts with one value, as the text refers to it. */
  String constant(String name, double value, long... shape) {
    OptionalInt known = shared(name);
    return "p["
        + (known.isPresent() ? known.getAsInt() : parameters.constant(name, value, shape))
        + "]";
  }

  /** A buffer of given values, as the text refers to it. */
  String buffer(String name, float[] values, long... shape) {
    OptionalInt known = shares ? parameters.placeOfBuffer(name) : OptionalInt.empty();
    return known.isPresent()
        ? "b[" + known.getAsInt() + "]"
        : "b[" + parameters.buffer(name, values, shape) + "]";
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

  /** Of each image by itself: what a batch too small for its own statistics is given. */
  String groupNorm(String x, String name, int channels, int groups) {
    String weight = constant(name + ".weight", 1, channels);
    String bias = constant(name + ".bias", 0, channels);
    return line("torch.group_norm(%s, %d, %s, %s, 1e-05)".formatted(x, groups, weight, bias));
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
    return line("(self).linear(%s, %s, %s)".formatted(x, weight, bias));
  }

  /** {@link #linear} of {@code x}, added to what {@code residual} holds: (..., out). */
  String linearAdd(String x, String residual, String name, int in, int out, double deviation) {
    String weight = normal(name + ".weight", deviation, out, in);
    String bias = constant(name + ".bias", 0, out);
    return line("(self).linear_add(%s, %s, %s, %s)".formatted(x, weight, bias, residual));
  }

  /** (..., in) -> (..., out) without bias. */
  String projection(String x, String name, int in, int out, double deviation) {
    String weight = normal(name + ".weight", deviation, out, in);
    return line("(self).linear(%s, %s, None)".formatted(x, weight));
  }

  /** Over the last axis. */
  String layerNorm(String x, String name, int width, double epsilon) {
    String weight = constant(name + ".weight", 1, width);
    String bias = constant(name + ".bias", 0, width);
    return line(
        "torch.layer_norm(%s, [%d], %s, %s, %s)".formatted(x, width, weight, bias, epsilon));
  }
}
