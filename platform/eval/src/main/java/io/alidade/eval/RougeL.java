package io.alidade.eval;

import java.util.List;

/**
 * ROUGE-L (Lin, 2004): how much of a sentence stands in a reference in the same order, as
 * coco-caption computes it.
 *
 * <pre>
 *   P, R = longest common subsequence / words said, / words of the reference; the best of any each
 *   F    = (1 + beta^2) P R / (R + beta^2 P)          beta = 1.2
 * </pre>
 */
final class RougeL {
  private static final double BETA = 1.2; // coco-caption's: recall counts more

  private RougeL() {}

  /** The mean over the images. */
  static double of(List<Captioned> images) {
    return images.stream().mapToDouble(RougeL::of).average().orElse(Double.NaN);
  }

  static double of(Captioned image) {
    List<String> said = image.candidate();
    double precision = 0;
    double recall = 0;
    for (List<String> reference : image.references()) {
      double common = common(said, reference);
      precision = Math.max(precision, said.isEmpty() ? 0 : common / said.size());
      recall = Math.max(recall, reference.isEmpty() ? 0 : common / reference.size());
    }
    double square = BETA * BETA;
    return precision == 0 || recall == 0
        ? 0
        : (1 + square) * precision * recall / (recall + square * precision);
  }

  /** Length of the longest common subsequence. */
  private static int common(List<String> one, List<String> other) {
    int[] above = new int[other.size() + 1];
    for (String word : one) {
      int[] row = new int[other.size() + 1];
      for (int j = 1; j <= other.size(); j++) {
        row[j] = word.equals(other.get(j - 1)) ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
      }
      above = row;
    }
    return above[other.size()];
  }
}
