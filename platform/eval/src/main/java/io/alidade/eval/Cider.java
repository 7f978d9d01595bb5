package io.alidade.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CIDEr (Vedantam, Zitnick, Parikh, CVPR 2015) in its form D, as coco-caption computes it: how
 * alike a sentence is to those of people, where words that are said of few images count more.
 *
 * <pre>
 *   g(s)       = for each group of n words, how often s holds it * log(images / images that hold it)
 *   CIDEr_n    = 10 mean over references r of
 *                exp(-(|s| - |r|)^2 / (2 * 6^2)) min(g(s), g(r)) . g(r) / (|g(s)| |g(r)|)
 *   CIDEr      = mean of CIDEr_1 to CIDEr_4
 * </pre>
 */
final class Cider {
  private static final int LONGEST = 4;

  /** Deviation of the lengths; the paper's. */
  private static final double SIGMA = 6;

  private final Map<List<String>, Integer> images; // how many hold each group
  private final double logImages;

  private Cider(Map<List<String>, Integer> images, int count) {
    this.images = images;
    this.logImages = Math.log(count);
  }

  /** Of each image; the references of all of them say how rare a group is. */
  static double[] of(List<Captioned> all) {
    Map<List<String>, Integer> images = new HashMap<>();
    for (Captioned image : all) {
      Set<List<String>> held = new HashSet<>();
      for (List<String> reference : image.references()) {
        for (int n = 1; n <= LONGEST; n++) {
          held.addAll(WordGroups.of(reference, n).keySet());
        }
      }
      held.forEach(group -> images.merge(group, 1, Integer::sum));
    }
    Cider cider = new Cider(images, all.size());
    return all.stream().mapToDouble(cider::score).toArray();
  }

  /** Weighted groups of each length, their norms, and how many pairs of words there are. */
  private record Weighted(List<Map<List<String>, Double>> groups, List<Double> norms, int pairs) {}

  private Weighted weighted(List<String> words) {
    List<Map<List<String>, Double>> groups = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    for (int n = 1; n <= LONGEST; n++) {
      Map<List<String>, Double> weights = new HashMap<>();
      double square = 0;
      for (Map.Entry<List<String>, Integer> group : WordGroups.of(words, n).entrySet()) {
        double rarity = logImages - Math.log(Math.max(1, images.getOrDefault(group.getKey(), 0)));
        double weight = group.getValue() * rarity;
        weights.put(group.getKey(), weight);
        square += weight * weight;
      }
      groups.add(weights);
      norms.add(Math.sqrt(square));
    }
    return new Weighted(groups, norms, Math.max(0, words.size() - 1));
  }

  private double score(Captioned image) {
    Weighted said = weighted(image.candidate());
    double sum = 0;
    for (List<String> reference : image.references()) {
      sum += alike(said, weighted(reference));
    }
    return 10 * sum / image.references().size();
  }

  /** The mean over the lengths of groups. */
  private static double alike(Weighted said, Weighted reference) {
    double difference = said.pairs() - reference.pairs();
    double lengths = Math.exp(-difference * difference / (2 * SIGMA * SIGMA));
    double sum = 0;
    for (int n = 0; n < LONGEST; n++) {
      Map<List<String>, Double> others = reference.groups().get(n);
      double product = 0;
      for (Map.Entry<List<String>, Double> group : said.groups().get(n).entrySet()) {
        double other = others.getOrDefault(group.getKey(), 0.0);
        product += Math.min(group.getValue(), other) * other;
      }
      double norms = said.norms().get(n) * reference.norms().get(n);
      sum += lengths * (norms == 0 ? product : product / norms);
    }
    return sum / LONGEST;
  }
}
