package io.alidade.nn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS: brings a smooth function of n numbers to a minimum with all of its data in
 * each evaluation. After J. Nocedal and S. Wright, <i>Numerical Optimization</i>, 2nd edition,
 * algorithms 7.4 (the two loops) and 7.5; the step is {@link LineSearch}'s. Numbers are float64
 * throughout, whatever the function computes with.
 *
 * <pre>
 *   s_k = x_(k+1) - x_k    y_k = g_(k+1) - g_k    rho_k = 1 / (y_k . s_k)
 *   H_k = the inverse Hessian that the last m pairs (s, y) make of gamma I,
 *         gamma = (s . y) / (y . y) of the last pair
 *   x_(k+1) = x_k - alpha_k H_k g_k
 * </pre>
 */
public final class Lbfgs {
  /** A change of the value below this share of it is rounding. */
  private static final double ROUNDING = 4 * Math.ulp(1.0);

  private final int memory;
  private final int most;
  private final double tolerance;

  /**
   * A solver.
   *
   * @param memory m, pairs that are kept
   * @param most iterations
   * @param tolerance the largest part of the gradient at which it is done
   */
  public Lbfgs(int memory, int most, double tolerance) {
    this.memory = memory;
    this.most = most;
    this.tolerance = tolerance;
  }

  /** What is minimised. */
  public interface Function {
    /** The value at x; writes the gradient. What is no number there counts as too far. */
    double at(double[] x, double[] gradient);
  }

  /** Why it ended. */
  public enum Ending {
    /** The gradient is within the tolerance. */
    CONVERGED,
    /** No step brings the value down any more: what is left is rounding. */
    EXHAUSTED,
    /** The iterations are over. */
    STOPPED
  }

  /**
   * Where it ended.
   *
   * @param gradient its largest part there
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Solution(
      double[] x, double value, double gradient, int iterations, int evaluations, Ending ending) {}

  /** s and y of one step. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(double[] s, double[] y, double rho) {}

  /** From {@code start}, whose value has to be a number. */
  public Solution minimise(Function function, double[] start) {
    LineSearch line = new LineSearch(function);
    LineSearch.Point now = line.at(start.clone());
    Deque<Pair> pairs = new ArrayDeque<>(); // the newest last
    for (int iteration = 0; ; iteration++) {
      if (largest(now.gradient()) <= tolerance) {
        return solution(now, iteration, line, Ending.CONVERGED);
      }
      if (iteration == most) {
        return solution(now, iteration, line, Ending.STOPPED);
      }
      double[] direction = direction(now.gradient(), pairs);
      if (!(dot(direction, now.gradient()) < 0)) {
        pairs.clear(); // Rounding has spoilt the pairs: downhill is always a way.
        direction = direction(now.gradient(), pairs);
      }
      // Of the first step nothing is known but the direction; of later ones that 1 suits most.
      double first = pairs.isEmpty() ? Math.min(1, 1 / norm(now.gradient())) : 1;
      LineSearch.Point next = line.along(now, direction, first);
      if (now.value() - next.value() <= ROUNDING * Math.abs(now.value())
          && largest(next.gradient()) >= largest(now.gradient())) {
        if (pairs.isEmpty()) {
          return solution(now, iteration, line, Ending.EXHAUSTED);
        }
        pairs.clear();
        continue;
      }
      remember(minus(next.x(), now.x()), minus(next.gradient(), now.gradient()), pairs);
      now = next;
    }
  }

  private static Solution solution(
      LineSearch.Point at, int iterations, LineSearch line, Ending ending) {
    return new Solution(
        at.x(), at.value(), largest(at.gradient()), iterations, line.evaluations(), ending);
  }

  private void remember(double[] s, double[] y, Deque<Pair> pairs) {
    double curvature = dot(s, y);
    if (curvature <= Math.ulp(1.0) * dot(y, y)) {
      return; // Flat or bent the wrong way: H would not stay positive.
    }
    pairs.addLast(new Pair(s, y, 1 / curvature));
    if (pairs.size() > memory) {
      pairs.removeFirst();
    }
  }

  /** -H g, by the two loops. */
  private static double[] direction(double[] gradient, Deque<Pair> pairs) {
    double[] q = gradient.clone();
    double[] alphas = new double[pairs.size()];
    int i = pairs.size();
    for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
      Pair pair = newestFirst.next();
      i--;
      alphas[i] = pair.rho() * dot(pair.s(), q);
      add(-alphas[i], pair.y(), q);
    }
    double gamma = 1;
    if (!pairs.isEmpty()) {
      Pair last = pairs.getLast();
      gamma = dot(last.s(), last.y()) / dot(last.y(), last.y());
    }
    for (int d = 0; d < q.length; d++) {
      q[d] *= gamma;
    }
    for (Pair pair : pairs) {
      add(alphas[i] - pair.rho() * dot(pair.y(), q), pair.s(), q);
      i++;
    }
    for (int d = 0; d < q.length; d++) {
      q[d] = -q[d];
    }
    return q;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double largest(double[] a) {
    double largest = 0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    add(-1, b, difference);
    return difference;
  }

  private static void add(double factor, double[] a, double[] to) {
    for (int i = 0; i < a.length; i++) {
      to[i] += factor * a[i];
    }
  }
}
