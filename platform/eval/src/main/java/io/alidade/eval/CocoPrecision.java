package io.alidade.eval;

import io.alidade.api.Box;
import io.alidade.api.Detector.Detection;
import io.alidade.api.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Average precision as COCO counts it, over ten thresholds of overlap (0.50 to 0.95) and 101 points
 * of recall; equal to pycocotools for boxes of all areas.
 *
 * <p>Of an image and class, found boxes choose in the order of their scores the free true box that
 * they overlap most, at the threshold or above. What falls on a crowd, or chooses none but it, does
 * not count. A class that no image holds has no precision, and a mean leaves it out. Not
 * thread-safe.
 */
public final class CocoPrecision {
  /** Thresholds of overlap: 0.50, 0.55, ..., 0.95. */
  static final double[] THRESHOLDS =
      IntStream.range(0, 10).mapToDouble(i -> 0.5 + i * ((0.95 - 0.5) / 9)).toArray();

  private static final int POINTS = 101; // of recall
  private static final int MOST = 100; // found boxes of an image and class; COCO's

  private final List<List<Outcome>> outcomes = new ArrayList<>(); // by class
  private final int[] positives; // true boxes by class, crowds not among them

  /** What became of a found box at each threshold. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Outcome(double score, Fate[] fates) {}

  private enum Fate {
    RIGHT,
    WRONG,
    IGNORED
  }

  /** Takes images with labels 0 to {@code classes} - 1. */
  public CocoPrecision(int classes) {
    positives = new int[classes];
    for (int c = 0; c < classes; c++) {
      outcomes.add(new ArrayList<>());
    }
  }

  /** Takes in one image. */
  public void add(List<Region> truth, List<Detection> found) {
    for (int c = 0; c < positives.length; c++) {
      int label = c;
      List<Region> wanted =
          truth.stream()
              .filter(region -> region.label() == label)
              .sorted(Comparator.comparing(Region::crowd))
              .toList();
      List<Detection> said =
          found.stream()
              .filter(one -> one.label() == label)
              .sorted(Comparator.comparingDouble(Detection::score).reversed())
              .limit(MOST)
              .toList();
      positives[c] += (int) wanted.stream().filter(region -> !region.crowd()).count();
      outcomes.get(c).addAll(matched(wanted, said));
    }
  }

  private static List<Outcome> matched(List<Region> wanted, List<Detection> said) {
    double[][] overlap = new double[said.size()][wanted.size()];
    for (int d = 0; d < said.size(); d++) {
      for (int g = 0; g < wanted.size(); g++) {
        overlap[d][g] = overlap(said.get(d).box(), wanted.get(g));
      }
    }
    List<Outcome> all =
        said.stream().map(one -> new Outcome(one.score(), new Fate[THRESHOLDS.length])).toList();
    for (int t = 0; t < THRESHOLDS.length; t++) {
      boolean[] taken = new boolean[wanted.size()];
      for (int d = 0; d < said.size(); d++) {
        int choice = choice(wanted, taken, overlap[d], THRESHOLDS[t]);
        all.get(d).fates()[t] =
            choice < 0 ? Fate.WRONG : wanted.get(choice).crowd() ? Fate.IGNORED : Fate.RIGHT;
        if (choice >= 0) {
          taken[choice] = true;
        }
      }
    }
    return all;
  }

  /** The free true box that is overlapped most; a crowd where there is no other; or -1. */
  private static int choice(
      List<Region> wanted, boolean[] taken, double[] overlap, double threshold) {
    double best = Math.min(threshold, 1 - 1e-10); // a box is itself whatever rounding says
    int choice = -1;
    for (int g = 0; g < wanted.size(); g++) {
      boolean crowd = wanted.get(g).crowd();
      if (taken[g] && !crowd) {
        continue;
      }
      if (crowd && choice >= 0 && !wanted.get(choice).crowd()) {
        break;
      }
      if (overlap[g] >= best) {
        best = overlap[g];
        choice = g;
      }
    }
    return choice;
  }

  /** Over what either holds; of a crowd, over the found box alone. */
  static double overlap(Box found, Region truth) {
    Box box = truth.box();
    double width =
        (double) Math.min(found.right(), box.right()) - Math.max(found.left(), box.left());
    double height =
        (double) Math.min(found.bottom(), box.bottom()) - Math.max(found.top(), box.top());
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double both = width * height;
    double area = area(found);
    return both / (truth.crowd() ? area : area + area(box) - both);
  }

  private static double area(Box box) {
    return ((double) box.right() - box.left()) * ((double) box.bottom() - box.top());
  }

  /**
   * What these images add to {@link #precisionAtHalf}, in threes: of each class that is there, its
   * number, -1 and how many things there are; then of each found box that counts its class, score,
   * and 1 where it is right.
   *
   * @see io.alidade.api.Evaluation.Statistic#MEAN_AVERAGE_PRECISION
   */
  double[] contribution(Collection<Integer> classes) {
    List<Double> all = new ArrayList<>();
    for (int c = 0; c < positives.length; c++) {
      if (classes.contains(c)) {
        if (positives[c] > 0) {
          all.addAll(List.of((double) c, -1.0, (double) positives[c]));
        }
        for (Outcome one : outcomes.get(c)) {
          if (one.fates()[0] != Fate.IGNORED) {
            double right = one.fates()[0] == Fate.RIGHT ? 1 : 0;
            all.addAll(List.of((double) c, positive(one.score()), right));
          }
        }
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** In the same order, and above 0: a contribution tells things from boxes by their sign. */
  private static double positive(double score) {
    return score < 0 ? Math.exp(score) : 1 + score;
  }

  /** Classes of which there is anything to find. */
  public int[] present() {
    return IntStream.range(0, positives.length).filter(c -> positives[c] > 0).toArray();
  }

  /** The mean over these classes and all thresholds; NaN where there is none of them. */
  public double precision(Collection<Integer> classes) {
    return mean(classes, THRESHOLDS.length);
  }

  /** The mean over these classes at a threshold of 0.5; NaN where there is none of them. */
  public double precisionAtHalf(Collection<Integer> classes) {
    return mean(classes, 1);
  }

  private double mean(Collection<Integer> classes, int thresholds) {
    return Arrays.stream(present())
        .filter(classes::contains)
        .mapToDouble(
            c ->
                IntStream.range(0, thresholds)
                    .mapToDouble(t -> precision(c, t))
                    .average()
                    .orElse(0))
        .average()
        .orElse(Double.NaN);
  }

  /** The mean precision of a class that is present over the points of recall. */
  private double precision(int label, int threshold) {
    List<Outcome> counted =
        outcomes.get(label).stream()
            .sorted(Comparator.comparingDouble(Outcome::score).reversed())
            .filter(one -> one.fates()[threshold] != Fate.IGNORED)
            .toList();
    double[] recall = new double[counted.size()];
    double[] precision = new double[counted.size()];
    int right = 0;
    for (int i = 0; i < counted.size(); i++) {
      right += counted.get(i).fates()[threshold] == Fate.RIGHT ? 1 : 0;
      recall[i] = (double) right / positives[label];
      precision[i] = (double) right / (i + 1);
    }
    for (int i = counted.size() - 2; i >= 0; i--) {
      precision[i] = Math.max(precision[i], precision[i + 1]);
    }
    double sum = 0;
    int at = 0;
    for (int point = 0; point < POINTS; point++) {
      while (at < recall.length && recall[at] < point * 0.01) {
        at++;
      }
      sum += at < recall.length ? precision[at] : 0;
    }
    return sum / POINTS;
  }
}
