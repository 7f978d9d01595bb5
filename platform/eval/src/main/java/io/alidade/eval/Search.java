package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks for entries of a gallery by their similarity, and looks at the first found again where a
 * matcher is there.
 *
 * @param images (N, D), rows of unit length
 * @param texts (T, D), rows of unit length
 * @param again how many of the first found the matcher puts into order
 * @param batchSize queries at once
 */
record Search(
    NDArray images, NDArray texts, Optional<PairMatches> matches, int again, int batchSize) {
  /** Above every cosine; each place that the matcher gives stands one above the next. */
  private static final float ABOVE = 2;

  /** What is done with a query's scores, one an entry of the gallery. */
  interface Visitor {
    void visit(int query, float[] scores);
  }

  /**
   * Of each query the place of its best right entry.
   *
   * @param fromTexts whether texts look for images, or images for texts
   * @param right of each query, as indices into the gallery
   */
  int[] ranks(boolean fromTexts, List<List<Integer>> right, Progress progress, Visitor visitor) {
    NDArray queries = fromTexts ? texts : images;
    NDArray gallery = (fromTexts ? images : texts).transpose(); // (D, G)
    String what = fromTexts ? "texts looked for" : "images looked for";
    int[] ranks = new int[right.size()];
    for (int from = 0; from < ranks.length; from += batchSize) {
      int to = Math.min(from + batchSize, ranks.length);
      List<float[]> rows;
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        rows = Rows.of(queries.get(from + ":" + to).matMul(gallery)); // (Q, G)
      }
      for (int q = from; q < to; q++) {
        float[] scores = rows.get(q - from);
        requireNumbers(scores, fromTexts, q);
        reordered(scores, fromTexts, q);
        ranks[q] = RecallAt.rank(scores, right.get(q));
        visitor.visit(q, scores);
      }
      progress.advance(what, to, ranks.length);
    }
    gallery.close();
    return ranks;
  }

  private static void requireNumbers(float[] scores, boolean fromTexts, int query) {
    for (float score : scores) {
      if (Float.isNaN(score)) {
        throw new AlidadeException(
            AlidadeException.Kind.RUN,
            "evaluation: the similarity of %s %d is NaN; expected numbers (did the training diverge?)"
                .formatted(fromTexts ? "text" : "image", query));
      }
    }
  }

  /** The first found get scores in the matcher's order, above those of all others. */
  private void reordered(float[] scores, boolean fromTexts, int query) {
    if (matches.isEmpty()) {
      return;
    }
    int[] first = Ranking.top(scores, again);
    int[] same = new int[first.length];
    Arrays.fill(same, query);
    float[] words = fromTexts ? matches.get().of(first, same) : matches.get().of(same, first);
    requireNumbers(words, fromTexts, query);
    int[] order = Ranking.top(words, words.length);
    for (int place = 0; place < order.length; place++) {
      scores[first[order[place]]] = ABOVE + order.length - place;
    }
  }
}
