package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * CLIP's text tower: a causal transformer read at the end token. Since no token looks ahead, equal
 * beginnings of a batch's texts are computed once, equal texts too, and what lies behind an end
 * token not at all ({@link PrefixTree}): the fewer tokens differ, the less there is to do.
 */
public final class TextTower {
  private final Parameters parameters;
  private final Script script;
  private final int end;

  /**
   * A tower at its start.
   *
   * @param width D of the embeddings
   */
  public TextTower(
      TextTowerSettings settings,
      Tokenizer tokenizer,
      int width,
      NDManager manager,
      RandomGenerator random) {
    this.parameters = new Parameters(manager, random);
    this.end = tokenizer.endId();
    this.script =
        Script.compile("TextTower", text(settings, tokenizer, width, parameters), manager);
  }

  private static String text(
      TextTowerSettings settings, Tokenizer tokenizer, int width, Parameters parameters) {
    TowerText text = new TowerText(parameters);
    int d = settings.width();
    String embeddings = text.normal("tokens", 0.02, tokenizer.vocabularySize(), d);
    String places = text.normal("positions", 0.01, settings.context(), d);
    String states =
        text.line(
            "torch.add(torch.embedding(%s, tokens), torch.embedding(%s, positions))"
                .formatted(embeddings, places)); // (N, D)
    TransformerBlocks blocks = settings.blocks(text);
    int deepest = settings.layers() - 1;
    for (int i = 0; i < deepest; i++) {
      states = blocks.nodes(states, "blocks." + i);
    }
    // A text ends at its end token, which alone is read.
    String seen =
        text.line(
            "torch.le(torch.arange(length, dtype=None, layout=None, device=ops.prim.device(x)), torch.reshape(torch.index_select(positions, 0, ends), [-1, 1, 1, 1]))");
    String last = blocks.readNodes(states, seen, "blocks." + deepest); // (T, D)
    int norm = parameters.trained().size();
    String read = text.layerNorm(last, "norm", d, blocks.epsilon());
    String pooled = text.projection(read, "projection", d, width, 1 / Math.sqrt(d));
    return """
    %1$s  def pooled(self, x: Tensor, p: List[Tensor]) -> Tensor:
    %2$s    return (self).rows(%3$s, texts)
      def spread(self, x: Tensor, p: List[Tensor]) -> Tensor:
    %2$s    read = (self).rows(%4$s, texts)
        s = torch.std(read, [0], True)
        _0 = torch.copy_(p[%5$d], torch.reciprocal(torch.clamp_min(s, 1e-05)))
        _1 = torch.copy_(p[%6$d], torch.neg(torch.div(torch.mean(read, [0]), torch.clamp_min(s, 1e-05))))
        return s
    """
        .formatted(
            PrefixTree.METHODS, PrefixTree.UNPACKED + text.body(), pooled, read, norm, norm + 1);
  }

  /** int64 (B, L) -> (B, D), not normalised. */
  public NDArray pooled(NDArray tokens) {
    return overTree("pooled", tokens);
  }

  private NDArray overTree(String method, NDArray tokens) {
    int rows = Math.toIntExact(tokens.getShape().get(0));
    PrefixTree tree = PrefixTree.of(tokens.toLongArray(), rows, end);
    try (NDArray packed = tree.packed(tokens.getManager())) {
      return script.call(method, List.of(packed), List.of(parameters.trainedList())).get(0);
    }
  }

  /**
   * Starts the last norm from data: over these texts each of its outputs gets mean 0 and deviation
   * 1. At the start all texts look alike to a shallow tower, since most of what it reads is the end
   * token; without their common part they can be told apart from the first step on. After Salimans
   * and Kingma, <i>Weight normalization</i>, 2016, section 3.
   *
   * @param tokens int64 (B, L), B at least 2
   */
  public void startFrom(NDArray tokens) {
    overTree("spread", tokens).close();
  }

  /** Of what it computes with; empty unless its parameters are frozen. */
  public Optional<String> fingerprint() {
    return parameters.fingerprint(script).map(known -> known + " read at " + end);
  }

  public Parameters parameters() {
    return parameters;
  }
}
