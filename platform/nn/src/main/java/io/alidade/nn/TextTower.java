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
  /** In place of an end token: a text is read at the first of its highest ids, as CLIP's was. */
  static final int HIGHEST = -1;

  private final Parameters parameters;
  private final Script script;
  private final int end;
  private final int blocks;
  private final int width;
  private final int context;

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
    this(settings, tokenizer, tokenizer.endId(), width, manager, random);
  }

  /**
   * @param end id of the token at which a text is read, or {@link #HIGHEST}
   */
  TextTower(
      TextTowerSettings settings,
      Tokenizer tokenizer,
      int end,
      int width,
      NDManager manager,
      RandomGenerator random) {
    this.parameters = new Parameters(manager, random);
    this.end = end;
    this.blocks = settings.layers();
    this.width = settings.width();
    this.context = settings.context();
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
            "torch.le(torch.arange(length, dtype=None, layout=None, device=ops.prim.device(x)),"
                + " torch.reshape(torch.index_select(positions, 0, ends), [-1, 1, 1, 1]))");
    String last = blocks.readNodes(states, seen, "blocks." + deepest); // (T, D)
    int norm = parameters.trained().size();
    String read = text.layerNorm(last, "norm", d, blocks.epsilon());
    String pooled = text.projection(read, "projection", d, width, 1 / Math.sqrt(d));
    return parts(settings, text, width)
        + """
        %1$s  def ends_of(self, tokens: Tensor, end: Tensor) -> Tensor:
            return torch.argmax(torch.to(torch.eq(tokens, end), 4), 1)
          def highest_of(self, tokens: Tensor) -> Tensor:
            return torch.argmax(tokens, 1)
          def pooled(self, x: Tensor, p: List[Tensor]) -> Tensor:
        %2$s    return (self).rows(%3$s, texts)
          def spread(self, x: Tensor, p: List[Tensor]) -> Tensor:
        %2$s    read = (self).rows(%4$s, texts)
            s = torch.std(read, [0], True)
            _0 = torch.copy_(p[%5$d], torch.reciprocal(torch.clamp_min(s, 1e-05)))
            _1 = torch.copy_(p[%6$d], torch.neg(torch.div(torch.mean(read, [0]), torch.clamp_min(s, 1e-05))))
            return s
        """
            .formatted(
                PrefixTree.METHODS,
                PrefixTree.UNPACKED + text.body(),
                pooled,
                read,
                norm,
                norm + 1);
  }

  /** The same tower in parts, every place of every text for itself. */
  private static String parts(TextTowerSettings settings, TowerText declared, int width) {
    int d = settings.width();
    String head = "(self, x: Tensor, p: List[Tensor])";
    TowerText first = declared.another();
    String embeddings = first.known("tokens");
    TowerText second = declared.another();
    String placed =
        second.line(
            "torch.add(x, torch.slice(%s, 0, 0, torch.size(x, 1)))"
                .formatted(second.known("positions")));
    StringBuilder methods =
        new StringBuilder(
                TowerText.method(
                    "embed(self, tokens: Tensor, p: List[Tensor])",
                    first.body(),
                    "torch.embedding(%s, tokens)".formatted(embeddings)))
            .append(TowerText.method("place" + head, second.body(), placed));
    for (int i = 0; i < settings.layers(); i++) {
      TowerText block = declared.another();
      String whole = settings.blocks(block).whole("x", "blocks." + i, true);
      methods.append(TowerText.method("block_" + i + head, block.body(), whole));
    }
    TowerText behind = declared.another();
    String normed = behind.layerNorm("x", "norm", d, settings.epsilon());
    TowerText last = declared.another();
    String ends =
        last.line(
            "torch.gather(x, 1, torch.expand(torch.reshape(ends, [-1, 1, 1]), [-1, 1, %d]))"
                .formatted(d));
    String read =
        last.layerNorm(
            last.line("torch.squeeze(%s, 1)".formatted(ends)), "norm", d, settings.epsilon());
    String pooled = last.projection(read, "projection", d, width, 1 / Math.sqrt(d));
    return methods
        .append(TowerText.method("normed" + head, behind.body(), normed))
        .append(
            TowerText.method(
                "read_out(self, x: Tensor, ends: Tensor, p: List[Tensor])", last.body(), pooled))
        .toString();
  }

  /** The tokens themselves, without their places: int64 (B, L) -> (B, L, C). */
  public NDArray embed(NDArray tokens) {
    return call("embed", tokens);
  }

  /** With the places of a text's first L tokens added, what the blocks work on: (B, L, C). */
  public NDArray place(NDArray embedded) {
    return call("place", embedded);
  }

  /** How many transformer blocks there are. */
  public int blocks() {
    return blocks;
  }

  /** Block {@code index}, in which no place looks ahead: (B, L, C) -> (B, L, C). */
  public NDArray block(int index, NDArray states) {
    return call("block_" + index, states);
  }

  /** The last norm at every place: (B, L, C) -> (B, L, C). */
  public NDArray normed(NDArray states) {
    return call("normed", states);
  }

  /**
   * The embedding of texts from their states behind the last block.
   *
   * @param states (B, L, C)
   * @param ends int64 (B), the place at which each is read
   * @return (B, D), not normalised
   */
  public NDArray readOut(NDArray states, NDArray ends) {
    return script.call("read_out", List.of(states, ends), List.of(parameters.trainedList())).get(0);
  }

  /** Every place of texts behind the last norm: int64 (B, L) -> (B, L, C). */
  public NDArray states(NDArray tokens) {
    return normed(through(place(embed(tokens))));
  }

  /**
   * {@link #pooled} of texts that need not be words: learnt vectors may stand among them.
   *
   * @param embedded (B, L, C), as {@link #embed} gives it
   * @param ends int64 (B), the place at which each is read
   * @return (B, D), not normalised
   */
  public NDArray pooledFrom(NDArray embedded, NDArray ends) {
    return readOut(through(place(embedded)), ends);
  }

  private NDArray through(NDArray states) {
    NDArray x = states;
    for (int i = 0; i < blocks; i++) {
      x = block(i, x);
    }
    return x;
  }

  /** The place at which each text is read, its first end token: int64 (B, L) -> int64 (B). */
  public NDArray ends(NDArray tokens) {
    return end == HIGHEST
        ? script.call("highest_of", tokens)
        : script.call("ends_of", tokens, tokens.getManager().create((long) end));
  }

  /** C, width of the tokens. */
  public int width() {
    return width;
  }

  /** Most tokens of a text. */
  public int context() {
    return context;
  }

  private NDArray call(String method, NDArray x) {
    return script.call(method, List.of(x), List.of(parameters.trainedList())).get(0);
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
