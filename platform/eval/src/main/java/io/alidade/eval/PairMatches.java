package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.ImageSpec;
import io.alidade.api.Matcher;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.data.ImageBatches;
import io.alidade.nn.TokenBatches;
import java.util.Arrays;
import java.util.List;

/**
 * A matcher's word on pairs of an image and a text.
 *
 * @param batchSize pairs looked at at once
 */
record PairMatches(
    Matcher matcher,
    Split split,
    ImageSpec spec,
    List<String> texts,
    Tokenizer tokenizer,
    NDManager manager,
    int batchSize) {

  /**
   * One score a pair.
   *
   * @param images indices into the split
   * @param texts indices into the texts, as many
   */
  float[] of(int[] images, int[] texts) {
    float[] scores = new float[images.length];
    for (int from = 0; from < images.length; from += batchSize) {
      int to = Math.min(from + batchSize, images.length);
      float[] part =
          batch(Arrays.copyOfRange(images, from, to), Arrays.copyOfRange(texts, from, to));
      System.arraycopy(part, 0, scores, from, part.length);
    }
    return scores;
  }

  private float[] batch(int[] images, int[] ids) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      int[] different = Arrays.stream(images).distinct().sorted().toArray();
      NDArray loaded = ImageBatches.load(split, different, spec, manager); // (U, 3, H, W)
      int[] places = Arrays.stream(images).map(i -> Arrays.binarySearch(different, i)).toArray();
      NDArray repeated = loaded.get(manager.create(places)); // (P, 3, H, W)
      List<String> sentences = Arrays.stream(ids).mapToObj(texts::get).toList();
      NDArray tokens = TokenBatches.encode(tokenizer, sentences, manager); // (P, L)
      return Graphless.check(matcher.matches(repeated, tokens)).toFloatArray(); // (P)
    }
  }
}
