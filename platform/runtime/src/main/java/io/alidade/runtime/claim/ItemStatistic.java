package io.alidade.runtime.claim;

import io.alidade.api.Evaluation.Contributions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A metric as a function of how often each item counts. */
public interface ItemStatistic {
  /** Recalls at which precision is read, as COCO does. */
  int RECALLS = 101;

  /** The metric where item i counts {@code times[i]} times; NaN where nothing counts. */
  double value(int[] times);

  /** The metric as it was measured: each item counts once. */
  static double once(Contributions contributions) {
    int[] once = new int[contributions.items().size()];
    Arrays.fill(once, 1);
    return of(contributions).value(once);
  }

  static ItemStatistic of(Contributions contributions) {
    List<double[]> items = contributions.items();
    return switch (contributions.statistic()) {
      case MEAN -> mean(items);
      case MEAN_OF_CLASSES -> meanOfClasses(items);
      case MEAN_IOU -> meanIou(items);
      case MEAN_AVERAGE_PRECISION -> meanAveragePrecision(items);
    };
  }

  private static ItemStatistic mean(List<double[]> items) {
    double[] values = items.stream().mapToDouble(item -> item[0]).toArray();
    return times -> {
      double sum = 0;
      long count = 0;
      for (int i = 0; i < values.length; i++) {
        sum += times[i] * values[i];
        count += times[i];
      }
      return sum / count;
    };
  }

  private static ItemStatistic meanOfClasses(List<double[]> items) {
    int classes = 1 + items.stream().mapToInt(item -> (int) item[0]).max().orElse(-1);
    return times -> {
      double[] sums = new double[classes];
      long[] counts = new long[classes];
      for (int i = 0; i < items.size(); i++) {
        double[] item = items.get(i);
        sums[(int) item[0]] += times[i] * item[1];
        counts[(int) item[0]] += times[i];
      }
      return meanRatio(sums, counts);
    };
  }

  private static double meanRatio(double[] sums, long[] counts) {
    double sum = 0;
    int there = 0;
    for (int c = 0; c < sums.length; c++) {
      if (counts[c] > 0) {
        sum += sums[c] / counts[c];
        there++;
      }
    }
    return there == 0 ? Double.NaN : sum / there;
  }

  private static ItemStatistic meanIou(List<double[]> items) {
    int classes = 1;
    for (double[] item : items) {
      for (int j = 0; j < item.length; j += 3) {
        classes = Math.max(classes, 1 + (int) item[j]);
      }
    }
    int most = classes;
    return times -> {
      double[] shared = new double[most];
      long[] all = new long[most];
      for (int i = 0; i < items.size(); i++) {
        double[] item = items.get(i);
        for (int j = 0; j < item.length; j += 3) {
          shared[(int) item[j]] += times[i] * item[j + 1];
          all[(int) item[j]] += Math.round(times[i] * item[j + 2]);
        }
      }
      return meanRatio(shared, all);
    };
  }

  /** A box that was found: in which item, how sure, whether right. */
  record Found(int item, double score, boolean right) {}

  /** A class's things an item, and what was found of it, the surest first. */
  record ClassOf(Map<Integer, Integer> things, List<Found> found) {
    double averagePrecision(int[] times) {
      long all = 0;
      for (Map.Entry<Integer, Integer> item : things.entrySet()) {
        all += (long) times[item.getKey()] * item.getValue();
      }
      if (all == 0) {
        return Double.NaN;
      }
      double[] precision = new double[found.size()];
      double[] recall = new double[found.size()];
      long right = 0;
      long seen = 0;
      for (int i = 0; i < precision.length; i++) {
        Found one = found.get(i);
        seen += times[one.item()];
        right += one.right() ? times[one.item()] : 0;
        precision[i] = seen == 0 ? 0 : (double) right / seen;
        recall[i] = (double) right / all;
      }
      double sum = 0;
      double best = 0;
      int at = precision.length - 1;
      for (int r = RECALLS - 1; r >= 0; r--) {
        double wanted = r * 0.01; // as the doubles of COCO's own grid
        while (at >= 0 && recall[at] >= wanted) {
          best = Math.max(best, precision[at]);
          at--;
        }
        sum += best;
      }
      return sum / RECALLS;
    }
  }

  private static ItemStatistic meanAveragePrecision(List<double[]> items) {
    Map<Integer, ClassOf> classes = new TreeMap<>();
    for (int i = 0; i < items.size(); i++) {
      double[] item = items.get(i);
      for (int j = 0; j < item.length; j += 3) {
        ClassOf one =
            classes.computeIfAbsent(
                (int) item[j], key -> new ClassOf(new TreeMap<>(), new ArrayList<>()));
        if (item[j + 1] < 0) {
          one.things().merge(i, (int) item[j + 2], Integer::sum);
        } else {
          one.found().add(new Found(i, item[j + 1], item[j + 2] > 0));
        }
      }
    }
    classes
        .values()
        .forEach(one -> one.found().sort(Comparator.comparingDouble(Found::score).reversed()));
    return times -> {
      double sum = 0;
      int there = 0;
      for (ClassOf one : classes.values()) {
        double value = one.averagePrecision(times);
        if (!Double.isNaN(value)) {
          sum += value;
          there++;
        }
      }
      return there == 0 ? Double.NaN : sum / there;
    };
  }
}
