package io.alidade.nn;

/**
 * Writes the pre-norm transformer blocks of one tower, with CLIP's start values.
 *
 * <pre>
 *   x = x + out(attention(norm-1(x)))        x = x + mlp(norm-2(x))
 * </pre>
 *
 * <p>D = width, L = places of a row.
 *
 * @param width D
 * @param heads of the attention; a divisor of the width
 * @param layers of the tower: the deeper it is, the smaller each block begins
 * @param hidden width of the MLP's middle
 * @param epsilon of the norms
 * @param layerScale where each channel's own factor on a branch begins (Touvron et al., <i>Going
 *     deeper with image transformers</i>, 2021); 0 for none
 */
record TransformerBlocks(
    TowerText text,
    int width,
    int heads,
    int layers,
    int hidden,
    Activation activation,
    double epsilon,
    double layerScale) {
  /** The values of most papers: an MLP four times as wide, GELU, and the engine's own epsilon. */
  static TransformerBlocks plain(TowerText text, int width, int heads, int layers) {
    return new TransformerBlocks(text, width, heads, layers, 4 * width, Activation.GELU, 1e-5, 0);
  }

  /** (B, L, D) -> (B, L, D); a causal block looks at no later place. */
  String whole(String x, String name, boolean causal) {
    String normed = text.layerNorm(x, name + ".norm-1", width, epsilon);
    String in = text.linear(normed, name + ".attention.in", width, 3 * width, into());
    String split = heads(in, 3); // (3, B, heads, L, D / heads)
    String attended =
        text.line(
            "torch.scaled_dot_product_attention(torch.select(%s, 0, 0), torch.select(%s, 0, 1), torch.select(%s, 0, 2), None, 0., %s)"
                .formatted(split, split, split, causal ? "True" : "False"));
    return after(x, attended, name);
  }

  /**
   * The same block where only one place of each row is read afterwards: every place lends its key
   * and value, and all else is computed for that place alone. Equal to {@link #whole} there.
   *
   * @param place int64 (B), what is read
   * @param seen bool (B, 1, 1, L), what that place may look at; {@code None} for everything
   * @return (B, D)
   */
  String read(String x, String place, String seen, String name) {
    String normed = text.layerNorm(x, name + ".norm-1", width, epsilon);
    String weight = text.normal(name + ".attention.in.weight", into(), 3L * width, width);
    String bias = text.constant(name + ".attention.in.bias", 0, 3L * width);
    String query =
        text.line(
            "torch.linear(%s, torch.slice(%s, 0, 0, %d), torch.slice(%s, 0, 0, %d))"
                .formatted(at(normed, place), weight, width, bias, width)); // (B, 1, D)
    String rest =
        text.line(
            "torch.linear(%s, torch.slice(%s, 0, %d), torch.slice(%s, 0, %d))"
                .formatted(normed, weight, width, bias, width)); // (B, L, 2 D)
    String keys = heads(rest, 2); // (2, B, heads, L, D / heads)
    String attended =
        text.line(
            "torch.scaled_dot_product_attention(torch.select(%s, 0, 0), torch.select(%s, 0, 0), torch.select(%s, 0, 1), %s)"
                .formatted(heads(query, 1), keys, keys, seen));
    return text.line("torch.squeeze(%s, 1)".formatted(after(at(x, place), attended, name)));
  }

  /** (B, L, n D) -> (n, B, heads, L, D / heads). */
  private String heads(String x, int n) {
    return text.line(
        "torch.permute(torch.reshape(%s, [torch.size(%s, 0), torch.size(%s, 1), %d, %d, %d]), [2, 0, 3, 1, 4])"
            .formatted(x, x, x, n, heads, width / heads));
  }

  /** (B, L, D) and a place of each row -> (B, 1, D). */
  private String at(String x, String place) {
    return text.line(
        "torch.gather(%s, 1, torch.expand(torch.reshape(%s, [-1, 1, 1]), [-1, 1, %d]))"
            .formatted(x, place, width));
  }

  /** What follows the attention: its projection and the MLP, each added to what came in. */
  private String after(String x, String attended, String name) {
    double out = into() / Math.sqrt(2.0 * layers);
    String joined =
        text.line(
            "torch.reshape(torch.transpose(%s, 1, 2), torch.size(%s))".formatted(attended, x));
    String branch = text.linear(joined, name + ".attention.out", width, width, out);
    String mixed = text.line("torch.add(%s, %s)".formatted(x, scaled(branch, name + ".scale-1")));
    String normed = text.layerNorm(mixed, name + ".norm-2", width, epsilon);
    String middle = text.linear(normed, name + ".mlp.in", width, hidden, into() / Math.sqrt(2));
    String activated = text.line(activation.of(middle));
    String second = text.linear(activated, name + ".mlp.out", hidden, width, out);
    return text.line("torch.add(%s, %s)".formatted(mixed, scaled(second, name + ".scale-2")));
  }

  private String scaled(String branch, String name) {
    return layerScale == 0
        ? branch
        : text.line("torch.mul(%s, %s)".formatted(branch, text.constant(name, layerScale, width)));
  }

  private double into() {
    return 1 / Math.sqrt(width);
  }
}
