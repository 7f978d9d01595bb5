package io.alidade.data.photo;

/**
 * For each target pixel of a range, the first source pixel under its kernel and the weights from
 * there, as whole numbers of 2^-22: PIL's fixed point, so that a resize gives PIL's bits.
 */
final class Taps {
  /** Eight bits of pixel, 22 of weight, and two for the overshoot of a cubic. */
  static final int BITS = 22;

  private final int[] first;
  private final int[][] weights;

  private Taps(int count) {
    first = new int[count];
    weights = new int[count][];
  }

  /**
   * @param source pixels that are there
   * @param target pixels that the whole is resized to
   * @param from first target pixel that is wanted
   * @param count of them
   */
  static Taps of(int source, int target, Kernel kernel, int from, int count) {
    Taps taps = new Taps(count);
    for (int t = 0; t < count; t++) {
      double[] exact = exact(source, target, kernel, from + t, taps.first, t);
      taps.weights[t] = new int[exact.length];
      for (int k = 0; k < exact.length; k++) {
        double scaled = exact[k] * (1 << BITS);
        taps.weights[t][k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
      }
    }
    return taps;
  }

  /** The weights of one target pixel, their sum 1; where they begin goes into {@code first}. */
  static double[] exact(int source, int target, Kernel kernel, int pixel, int[] first, int place) {
    double scale = (double) source / target;
    double widening = Math.max(scale, 1);
    double reach = kernel.reach() * widening;
    double centre = (pixel + 0.5) * scale;
    int begin = Math.max(0, (int) (centre - reach + 0.5));
    int end = Math.min(source, (int) (centre + reach + 0.5));
    double[] weights = new double[end - begin];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = kernel.weight((k + begin - centre + 0.5) * (1 / widening));
      sum += weights[k];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    first[place] = begin;
    return weights;
  }

  int count() {
    return first.length;
  }

  int first(int pixel) {
    return first[pixel];
  }

  int[] weights(int pixel) {
    return weights[pixel];
  }

  /** First source pixel that any target pixel reads. */
  int begin() {
    return first[0];
  }

  /** The one behind the last. */
  int end() {
    return first[first.length - 1] + weights[weights.length - 1].length;
  }
}
