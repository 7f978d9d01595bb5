package io.alidade.generative.coca;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.Pairs;
import io.alidade.nn.TextTower;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The contrastive loss, and that of saying each caption word by word (equations 2 to 4). */
final class CocaObjective implements Objective.Direct {
  /** In place of a word that is not asked for; the engine's cross entropy passes it over. */
  private static final long PASSED_OVER = -100;

  private final DualTowers towers;
  private final CaptionDecoder decoder;
  private final double captionWeight;

  CocaObjective(DualTowers towers, CaptionDecoder decoder, double captionWeight) {
    this.towers = towers;
    this.decoder = decoder;
    this.captionWeight = captionWeight;
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    NDArray seen = towers.image().tokens(batch.images(), Mode.TRAINING); // (B, N, width)
    NDArray image = Ops.normalise(towers.image().readOut(seen)); // (B, D)
    NDArray tokens = batch.tokens(); // (B, L)
    TextTower tower = towers.text();
    NDArray states = tower.place(tower.embed(tokens)); // (B, L, C)
    for (int i = 0; i < tower.blocks(); i++) {
      states = tower.block(i, states);
    }
    NDArray text = Ops.normalise(tower.readOut(states, tower.ends(tokens))); // (B, D)
    long length = tokens.getShape().get(1);
    NDArray read = tower.normed(states).get(new NDIndex(":, :{}", length - 1)); // (B, L - 1, C)
    NDArray logits = decoder.logits(read, seen); // (B, L - 1, V)
    return loss(
        Pairs.contrast(image, text, towers.logitScale()),
        captions(logits, labels(tokens, towers.tokenizer().endId())),
        captionWeight);
  }

  static LossTerms loss(LossTerms contrast, NDArray captions, double captionWeight) {
    Map<String, NDArray> terms = new LinkedHashMap<>(contrast.byName());
    terms.put("captions", Ops.times(captionWeight, captions));
    return new LossTerms(terms);
  }

  /**
   * The mean over all words of all captions of {@code -log p(word | words before it, image)}.
   *
   * @param logits (B, L - 1, V)
   * @param labels int64 (B, L - 1), as {@link #labels} gives them
   */
  static NDArray captions(NDArray logits, NDArray labels) {
    return Ops.crossEntropy(logits.reshape(-1, logits.getShape().get(2)), labels.flatten());
  }

  /** The word that follows each but the last; behind the first end token, none. */
  static NDArray labels(NDArray tokens, int end) {
    int rows = Math.toIntExact(tokens.getShape().get(0));
    int length = Math.toIntExact(tokens.getShape().get(1));
    long[] ids = tokens.toLongArray();
    long[] labels = new long[rows * (length - 1)];
    Arrays.fill(labels, PASSED_OVER);
    for (int i = 0; i < rows; i++) {
      for (int j = 1; j < length && ids[i * length + j - 1] != end; j++) {
        labels[i * (length - 1) + j - 1] = ids[i * length + j];
      }
    }
    return tokens.getManager().create(labels, new Shape(rows, length - 1));
  }
}
