package io.alidade.nn;

/**
 * Writes an attention pool: queries that are learnt look at all tokens (Lee et al., <i>Set
 * transformer</i>, 2019; Yu et al., <i>CoCa</i>, 2022, section 3.2).
 *
 * <pre>
 *   y = out(attention(query(norm-query(q)), key(norm-key(x)), value(norm-key(x))))
 * </pre>
 *
 * <p>D = width of the tokens, E = of the embeddings, Q = queries, L = tokens.
 *
 * @param from D
 * @param width E
 * @param heads of the attention; a divisor of E
 * @param queries Q
 * @param epsilon of the norms
 */
record AttentionPool(TowerText text, int from, int width, int heads, int queries, double epsilon) {
  AttentionPool {
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "heads is %d; expected a divisor of the embeddings' width %d".formatted(heads, width));
    }
  }

  /** (B, L, D) -> (B, Q, E). */
  String pooled(String x, String name) {
    String asked =
        text.layerNorm(
            text.normal(name + ".queries", 1, queries, width),
            name + ".norm-query",
            width,
            epsilon);
    String tokens = text.layerNorm(x, name + ".norm-key", from, epsilon);
    String query = text.linear(asked, name + ".query", width, width, into(width)); // (Q, E)
    String every =
        text.line(
            "torch.expand(%s, [torch.size(%s, 0), %d, %d])".formatted(query, x, queries, width));
    String key = text.linear(tokens, name + ".key", from, width, into(from)); // (B, L, E)
    String value = text.linear(tokens, name + ".value", from, width, into(from));
    String attended =
        text.line(
            "torch.scaled_dot_product_attention(%s, %s, %s)"
                .formatted(heads(every), heads(key), heads(value)));
    String joined =
        text.line(
            "torch.reshape(torch.transpose(%s, 1, 2), torch.size(%s))".formatted(attended, every));
    return text.linear(joined, name + ".out", width, width, into(width));
  }

  /** (B, L, E) -> (B, heads, L, E / heads). */
  private String heads(String x) {
    return text.line(
        "torch.transpose(torch.reshape(%s, [torch.size(%s, 0), torch.size(%s, 1), %d, %d]), 1, 2)"
            .formatted(x, x, x, heads, width / heads));
  }

  private static double into(int width) {
    return 1 / Math.sqrt(width);
  }
}
