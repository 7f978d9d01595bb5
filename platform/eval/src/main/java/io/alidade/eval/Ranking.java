package io.alidade.eval;

/**
 * Orders classes by score. Equal scores stand in the order of the classes, so that a ranking
 * depends on the scores alone; a model that scores everything alike is right as often as chance.
 */
public final class Ranking {
  private Ranking() {}

  /**
   * How many classes stand before {@code truth}: 0 when it is ranked first.
   *
   * @param scores one a class, none of them NaN
   */
  public static int rank(float[] scores, int truth) {
    float own = scores[truth];
    int before = 0;
    for (int c = 0; c < scores.length; c++) {
      if (scores[c] > own || (scores[c] == own && c < truth)) {
        before++;
      }
    }
    return before;
  }

  /** The first {@code k} indices by score, or all of them where there are fewer. */
  public static int[] top(float[] scores, int k) {
    int[] best = new int[Math.min(k, scores.length)];
    int filled = 0;
    for (int c = 0; c < scores.length; c++) {
      int place = filled;
      while (place > 0 && scores[c] > scores[best[place - 1]]) {
        place--;
      }
      if (place < best.length) {
        filled = Math.min(filled + 1, best.length);
        System.arraycopy(best, place, best, place + 1, filled - place - 1);
        best[place] = c;
      }
    }
    return best;
  }
}
