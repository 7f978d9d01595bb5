package io.alidade.nn;

/**
 * Writes the pre-norm transformer blocks of one tower, with CLIP's start values.
 *
 * <pre>
 *   x = x + out(attention(norm-1(x)))        x = x + mlp(norm-2(x))
 * </pre>
 *
 * <p>B = rows, L = places of a row, D = width; N nodes of T texts in a {@link PrefixTree}.
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
    return after(x, attention(in(x, name), causal), name);
  }

  /**
   * The causal block over the nodes of a {@link PrefixTree}, (N, D) -> (N, D): what a token alone
   * decides is computed once a node, and the attention sees every text whole.
   */
  String nodes(String x, String name) {
    String in = text.line("(self).places(%s, grid)".formatted(in(x, name))); // (T, L, 3 D)
    String attended = attention(in, true); // (T, L, D)
    return after(x, text.line("(self).nodes(%s, first)".formatted(attended)), name);
  }

  /** The block where each place attends to itself alone: (B, L, D) -> (B, L, D). */
  String values(String x, String name) {
    String normed = text.layerNorm(x, name + ".norm-1", width, epsilon);
    return after(x, projection(name).of(normed, 2, 3), name);
  }

  /** (..., D) -> (..., 3 D): queries, keys and values. */
  private String in(String x, String name) {
    String normed = text.layerNorm(x, name + ".norm-1", width, epsilon);
    return text.linear(normed, name + ".attention.in", width, 3 * width, into());
  }

  /** (B, L, 3 D) -> (B, L, D). */
  private String attention(String in, boolean causal) {
    String split = heads(in, 3); // (B, L, heads, D / heads) three times
    return joined(
        text.line(
            "torch.scaled_dot_product_attention(%s, %s, %s, None, 0., %s)"
                .formatted(
                    places(split, 0),
                    places(split, 1),
                    places(split, 2),
                    causal ? "True" : "False")));
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
    Projection in = projection(name);
    String query = in.of(at(normed, place), 0, 1); // (B, 1, D)
    String rest = in.of(normed, 1, 3); // (B, L, 2 D)
    return text.line(
        "torch.squeeze(%s, 1)".formatted(after(at(x, place), reading(query, rest, seen), name)));
  }

  /**
   * {@link #read} over the nodes of a {@link PrefixTree}, (N, D) -> (T, D).
   *
   * @param seen bool (T, 1, 1, L), what the end of each text may look at
   */
  String readNodes(String x, String seen, String name) {
    String normed = text.layerNorm(x, name + ".norm-1", width, epsilon);
    Projection in = projection(name);
    String query = in.of(ends(normed), 0, 1); // (T, 1, D)
    String rest =
        text.line("(self).places(%s, grid)".formatted(in.of(normed, 1, 3))); // (T, L, 2 D)
    return text.line(
        "torch.squeeze(%s, 1)".formatted(after(ends(x), reading(query, rest, seen), name)));
  }

  /**
   * The causal block where earlier places were seen to before: (B, L, D) -> (B, L, D). Over all
   * places at once, with nothing before them, it is {@link #whole}.
   *
   * @param past keys and values of the P places before, (B, P, 2 D)
   * @param seen bool (L, P + L), what each place may look at
   * @return the places' states, and keys and values of all P + L places
   */
  Extended extended(String x, String past, String seen, String name) {
    String normed = text.layerNorm(x, name + ".norm-1", width, epsilon);
    Projection in = projection(name);
    String known =
        text.line("torch.cat([%s, %s], 1)".formatted(past, in.of(normed, 1, 3))); // (B, P + L, 2 D)
    String attended = reading(in.of(normed, 0, 1), known, seen);
    return new Extended(after(x, attended, name), known);
  }

  /** What {@link #extended} returns. */
  record Extended(String states, String known) {}

  /**
   * The block where each place looks at something else, an image's tokens say: (B, L, D) -> (B, L,
   * D). Norms stand before both (Yu et al., <i>CoCa</i>, 2022, as open_clip writes it).
   *
   * @param memory keys and values of what is looked at, as {@link #memory} gives them
   */
  String cross(String x, String memory, String name) {
    String normed = text.layerNorm(x, name + ".norm-1", width, epsilon);
    String query = text.linear(normed, name + ".attention.query", width, width, into());
    return after(x, reading(query, memory, "None"), name);
  }

  /** (B, N, C) -> (B, N, 2 D): keys and values for {@link #cross}. */
  String memory(String x, int channels, String name) {
    String normed = text.layerNorm(x, name + ".norm-memory", channels, epsilon);
    return text.linear(
        normed, name + ".attention.memory", channels, 2 * width, 1 / Math.sqrt(channels));
  }

  /** Queries, keys and values, of which parts can be asked for. */
  private record Projection(TowerText text, String weight, String bias, int width) {
    /** (..., D) -> (..., (to - from) D). */
    String of(String x, int from, int to) {
      return text.line(
          "(self).linear(%s, torch.slice(%s, 0, %d, %d), torch.slice(%s, 0, %d, %d))"
              .formatted(x, weight, from * width, to * width, bias, from * width, to * width));
    }
  }

  private Projection projection(String name) {
    String weight = text.normal(name + ".attention.in.weight", into(), 3L * width, width);
    String bias = text.constant(name + ".attention.in.bias", 0, 3L * width);
    return new Projection(text, weight, bias, width);
  }

  /** (B, Q, D) queries over (B, L, 2 D) keys and values -> (B, Q, D). */
  private String reading(String query, String rest, String seen) {
    String keys = heads(rest, 2); // (B, L, heads, D / heads) twice
    return joined(
        text.line(
            "torch.scaled_dot_product_attention(%s, %s, %s, %s)"
                .formatted(places(heads(query, 1), 0), places(keys, 0), places(keys, 1), seen)));
  }

  /**
   * (B, L, n D) -> n times (B, L, heads, D / heads). Taken apart in one operator, whose gradient is
   * put together in one: as many selections would each fill a gradient of the whole.
   */
  private String heads(String x, int n) {
    return text.line(
        "torch.unbind(torch.reshape(%s, [torch.size(%s, 0), torch.size(%s, 1), %d, %d, %d]), 2)"
            .formatted(x, x, x, n, heads, width / heads));
  }

  /** One of {@link #heads}, as the attention takes it: (B, heads, L, D / heads). */
  private static String places(String split, int which) {
    return "torch.transpose((%s)[%d], 1, 2)".formatted(split, which);
  }

  /** (B, heads, L, D / heads) -> (B, L, D). */
  private String joined(String x) {
    return text.line("torch.flatten(torch.transpose(%s, 1, 2), 2)".formatted(x));
  }

  /** (B, L, D) and a place of each row -> (B, 1, D). */
  private String at(String x, String place) {
    return text.line(
        "torch.gather(%s, 1, torch.expand(torch.reshape(%s, [-1, 1, 1]), [-1, 1, %d]))"
            .formatted(x, place, width));
  }

  /** (N, D) -> (T, 1, D). */
  private String ends(String x) {
    return text.line("torch.unsqueeze(torch.index_select(%s, 0, ends), 1)".formatted(x));
  }

  /** What follows the attention: its projection and the MLP, each added to what came in. */
  private String after(String x, String attended, String name) {
    double out = into() / Math.sqrt(2.0 * layers);
    String mixed = add(attended, x, name + ".attention.out", name + ".scale-1", width, out);
    String normed = text.layerNorm(mixed, name + ".norm-2", width, epsilon);
    String middle = text.linear(normed, name + ".mlp.in", width, hidden, into() / Math.sqrt(2));
    String activated = text.line(activation.of(middle));
    return add(activated, mixed, name + ".mlp.out", name + ".scale-2", hidden, out);
  }

  /** {@code residual + scale * linear(x)}. */
  private String add(String x, String residual, String name, String scale, int in, double start) {
    if (layerScale == 0) {
      return text.linearAdd(x, residual, name, in, width, start);
    }
    String branch = text.linear(x, name, in, width, start);
    String factors = text.constant(scale, layerScale, width);
    return text.line("torch.addcmul(%s, %s, %s)".formatted(residual, branch, factors));
  }

  private double into() {
    return 1 / Math.sqrt(width);
  }
}
