package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Tokenizer;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * CLIP's text tower: a causal transformer read at the end token. Since no token looks ahead, only
 * the places up to the longest text of the batch are computed: what lies behind changes nothing.
 */
public final class TextTower {
  private final Parameters parameters;
  private final Script script;

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
    this.script =
        Script.compile("TextTower", text(settings, tokenizer, width, parameters), manager);
  }

  private static String text(
      TextTowerSettings settings, Tokenizer tokenizer, int width, Parameters parameters) {
    TowerText text = new TowerText(parameters);
    int d = settings.width();
    String embeddings = text.normal("tokens", 0.02, tokenizer.vocabularySize(), d);
    String positions = text.normal("positions", 0.01, settings.context(), d);
    String ends =
        text.line("torch.argmax(torch.to(torch.eq(x, %d), 3), 1)".formatted(tokenizer.endId()));
    String length = text.line("torch.add(int(torch.max(%s)), 1)".formatted(ends));
    String embedded =
        text.line("torch.embedding(%s, torch.slice(x, 1, 0, %s))".formatted(embeddings, length));
    String states =
        text.line(
            "torch.add(%s, torch.slice(%s, 0, 0, %s))".formatted(embedded, positions, length));
    TransformerBlocks blocks = settings.blocks(text);
    int deepest = settings.layers() - 1;
    for (int i = 0; i < deepest; i++) {
      states = blocks.whole(states, "blocks." + i, true);
    }
    // A text ends at its end token, which alone is read.
    String seen =
        text.line(
            "torch.le(torch.arange(%s, dtype=None, layout=None, device=ops.prim.device(x)), torch.reshape(%s, [-1, 1, 1, 1]))"
                .formatted(length, ends));
    String last = blocks.read(states, ends, seen, "blocks." + deepest); // (B, D)
    int norm = parameters.trained().size();
    String read = text.layerNorm(last, "norm", d, blocks.epsilon());
    String pooled = text.projection(read, "projection", d, width, 1 / Math.sqrt(d));
    return """
      def pooled(self, x: Tensor, p: List[Tensor]) -> Tensor:
    %1$s    return %2$s
      def spread(self, x: Tensor, p: List[Tensor]) -> Tensor:
    %1$s    s = torch.std(%3$s, [0], True)
        _0 = torch.copy_(p[%4$d], torch.reciprocal(torch.clamp_min(s, 1e-05)))
        _1 = torch.copy_(p[%5$d], torch.neg(torch.div(torch.mean(%3$s, [0]), torch.clamp_min(s, 1e-05))))
        return s
    """
        .formatted(text.body(), pooled, read, norm, norm + 1);
  }

  /** int64 (B, L) -> (B, D), not normalised. */
  public NDArray pooled(NDArray tokens) {
    return script.call("pooled", List.of(tokens), List.of(parameters.trainedList())).get(0);
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
    script.call("spread", List.of(tokens), List.of(parameters.trainedList())).get(0).close();
  }

  public Parameters parameters() {
    return parameters;
  }
}
