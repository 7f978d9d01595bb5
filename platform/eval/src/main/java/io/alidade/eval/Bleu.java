package io.alidade.eval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU (Papineni, Roukos, Ward, Zhu, ACL 2002) over all images together, with the reference of the
 * closest length, as coco-caption computes it.
 *
 * <pre>
 *   p_k    = groups of k words that a reference holds as well / all groups of k words
 *   BLEU-n = min(1, exp(1 - r / c)) (p_1 ... p_n)^(1/n)      c, r: words said, words of references
 * </pre>
 */
final class Bleu {
  static final int LONGEST = 4;

  /** coco-caption's, which keep its quotients finite where nothing was said. */
  private static final double TINY = 1e-15;

  private static final double SMALL = 1e-9;

  private Bleu() {}

  /** BLEU-1 to BLEU-4. */
  static double[] of(List<Captioned> images) {
    long[] right = new long[LONGEST];
    long[] said = new long[LONGEST];
    long length = 0;
    long reference = 0;
    for (Captioned image : images) {
      int words = image.candidate().size();
      length += words;
      reference += closest(image);
      for (int k = 1; k <= LONGEST; k++) {
        right[k - 1] += right(image, k);
        said[k - 1] += Math.max(0, words - k + 1);
      }
    }
    double ratio = (length + TINY) / (reference + SMALL);
    double shortness = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
    double[] bleu = new double[LONGEST];
    double product = 1;
    for (int k = 0; k < LONGEST; k++) {
      product *= (right[k] + TINY) / (said[k] + SMALL);
      bleu[k] = Math.pow(product, 1.0 / (k + 1)) * shortness;
    }
    return bleu;
  }

  /** Of two references as close, the shorter. */
  private static int closest(Captioned image) {
    int words = image.candidate().size();
    return image.references().stream()
        .map(List::size)
        .min(
            Comparator.<Integer>comparingInt(size -> Math.abs(size - words))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** A group counts as often as the reference that has it most. */
  private static long right(Captioned image, int k) {
    Map<List<String>, Integer> most = new HashMap<>();
    for (List<String> reference : image.references()) {
      WordGroups.of(reference, k).forEach((group, count) -> most.merge(group, count, Math::max));
    }
    return WordGroups.of(image.candidate(), k).entrySet().stream()
        .mapToLong(entry -> Math.min(entry.getValue(), most.getOrDefault(entry.getKey(), 0)))
        .sum();
  }
}
