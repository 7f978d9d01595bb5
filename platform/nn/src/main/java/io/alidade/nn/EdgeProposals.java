package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Boxes that may hold a thing, whatever it is, made from an image's pixels alone: nothing is
 * learnt, and every method chooses from the same.
 *
 * <p>Squares of a few sizes stand at places spread evenly over the image. The edges that a square
 * holds (differences between neighbouring pixels) are counted, and the box around them is the
 * proposal. A box scores the edges it holds less those on a rim around it, over the root of its
 * area; those with the best scores stay, and of boxes that overlap much the best one alone.
 */
public final class EdgeProposals {
  /** A row or column belongs to a thing when a pixel of it differs by so much of the greatest. */
  private static final double FAINT = 0.1;

  private static final int RIM = 2; // pixels

  /** What an edge on the rim costs: it is a thing that the box cuts through, or a neighbour. */
  private static final double PENALTY = 2;

  private final ProposalSettings settings;
  private final int height;
  private final int width;

  /** {@code sums[y][x]}: edges above and left of the pixel. */
  private final double[][] sums;

  private double strongest;

  /**
   * Of one image.
   *
   * @param planes (3, H, W)
   */
  public EdgeProposals(float[] planes, int height, int width, ProposalSettings settings) {
    this.settings = settings;
    this.height = height;
    this.width = width;
    sums = new double[height + 1][width + 1];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double edge = edge(planes, y, x);
        strongest = Math.max(strongest, edge);
        sums[y + 1][x + 1] = edge + sums[y][x + 1] + sums[y + 1][x] - sums[y][x];
      }
    }
  }

  /** How much a pixel differs from the one to its right and the one below it. */
  private double edge(float[] planes, int y, int x) {
    double edge = 0;
    for (int c = 0; c < 3; c++) {
      int at = (c * height + y) * width + x;
      edge += x + 1 < width ? Math.abs(planes[at + 1] - planes[at]) : 0;
      edge += y + 1 < height ? Math.abs(planes[at + width] - planes[at]) : 0;
    }
    return edge;
  }

  private double within(int left, int top, int right, int bottom) {
    return sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left];
  }

  /**
   * Those of one image; the whole of it where it is a plain surface.
   *
   * @param image (1, 3, H, W)
   */
  public static List<Box> of(NDArray image, ProposalSettings settings) {
    int height = Math.toIntExact(image.getShape().get(2));
    int width = Math.toIntExact(image.getShape().get(3));
    List<Box> boxes = new EdgeProposals(image.toFloatArray(), height, width, settings).boxes();
    return boxes.isEmpty() ? List.of(new Box(0, 0, width, height)) : boxes;
  }

  /** At most so many as the settings say, the strongest first. */
  public List<Box> boxes() {
    TreeSet<List<Integer>> squares =
        new TreeSet<>(Comparator.comparing(Object::toString)); // equal ones once, in one order
    for (int side : settings.sides()) {
      for (int i = 0; i < settings.places(); i++) {
        for (int j = 0; j < settings.places(); j++) {
          int left = place(i, width, side);
          int top = place(j, height, side);
          shrunk(left, top, Math.min(left + side, width), Math.min(top + side, height))
              .ifPresent(squares::add);
        }
      }
    }
    List<Box> boxes = new ArrayList<>();
    float[] scores = new float[squares.size()];
    for (List<Integer> one : squares) {
      scores[boxes.size()] = score(one.get(0), one.get(1), one.get(2), one.get(3));
      boxes.add(new Box(one.get(0), one.get(1), one.get(2), one.get(3)));
    }
    return IntStream.of(Boxes.suppressed(boxes, scores, settings.suppression()))
        .limit(settings.most())
        .mapToObj(boxes::get)
        .toList();
  }

  private int place(int number, int length, int side) {
    int room = Math.max(0, length - side);
    return settings.places() == 1 ? room / 2 : number * room / (settings.places() - 1);
  }

  /** Drawn in from each side to the first row or column with an edge. */
  private Optional<List<Integer>> shrunk(int left, int top, int right, int bottom) {
    double faint = FAINT * strongest;
    int l = left;
    int t = top;
    int r = right;
    int b = bottom;
    while (l < r && within(l, t, l + 1, b) <= faint) {
      l++;
    }
    while (l < r && within(r - 1, t, r, b) <= faint) {
      r--;
    }
    while (l < r && t < b && within(l, t, r, t + 1) <= faint) {
      t++;
    }
    while (l < r && t < b && within(l, b - 1, r, b) <= faint) {
      b--;
    }
    return l < r && t < b ? Optional.of(List.of(l, t, r, b)) : Optional.empty();
  }

  /** Edges inside less those of the ring of two pixels around the box, over its side. */
  private float score(int left, int top, int right, int bottom) {
    double inside = within(left, top, right, bottom);
    double ring =
        within(
                Math.max(0, left - RIM),
                Math.max(0, top - RIM),
                Math.min(width, right + RIM),
                Math.min(height, bottom + RIM))
            - inside;
    double side = Math.sqrt((double) (right - left) * (bottom - top));
    return (float) ((inside - PENALTY * ring) / side);
  }
}
