package io.alidade.alignment.itm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.Batch;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.TextTower;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pairs of a batch against pairings of it that are nearly as alike (section 3.2 of the paper). */
final class ItmObjective implements Objective.Direct {
  private final DualTowers towers;
  private final PairFusion fusion;

  ItmObjective(DualTowers towers, PairFusion fusion) {
    this.towers = towers;
    this.fusion = fusion;
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    int count = batch.size();
    if (count < 2) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "train.batch-size is 1; expected at least 2, since a negative is another's text or image");
    }
    TextTower tower = towers.text();
    NDArray seen = towers.image().tokens(batch.images(), Mode.EVALUATION); // (B, N, width)
    NDArray read = tower.states(batch.tokens()); // (B, L, C)
    NDArray ends = tower.ends(batch.tokens()); // (B)
    NDArray image = Ops.normalise(towers.image().readOut(seen)); // (B, D)
    NDArray text = towers.encodeText(batch.tokens()); // (B, D)
    NDArray scale = towers.logitScale();
    int[] otherTexts =
        HardNegatives.draw(
            HardNegatives.probabilities(image, text, scale), step.random("negative-texts"));
    int[] otherImages =
        HardNegatives.draw(
            HardNegatives.probabilities(text, image, scale), step.random("negative-images"));
    int[] own = IntStream.range(0, count).toArray();
    NDManager manager = seen.getManager();
    NDArray texts = manager.create(joined(own, otherTexts, own)); // (3 B)
    NDArray images = manager.create(joined(own, own, otherImages)); // (3 B)
    NDArray logits = fusion.logits(read.get(texts), ends.get(texts), seen.get(images)); // (3 B, 2)
    return LossTerms.of("matching", loss(logits));
  }

  private static int[] joined(int[] pairs, int[] second, int[] third) {
    return Stream.of(pairs, second, third).flatMapToInt(Arrays::stream).toArray();
  }

  /**
   * Cross entropy of a third that are pairs and two thirds that are none.
   *
   * @param logits (3 B, 2), of no pair and of a pair
   */
  static NDArray loss(NDArray logits) {
    long[] labels = new long[(int) logits.getShape().get(0)];
    Arrays.fill(labels, 0, labels.length / 3, 1);
    return Ops.crossEntropy(logits, logits.getManager().create(labels));
  }
}
