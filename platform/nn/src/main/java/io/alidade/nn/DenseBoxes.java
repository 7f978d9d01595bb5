package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Says at every place of a map whether a thing has its middle there, and where its edges are: after
 * Tian et al., <i>FCOS</i>, ICCV 2019, with half its convolutions and without classes. What it
 * proposes is a thing of any class, also of one that it never saw.
 *
 * <p>In shapes, N is the number of places, h * w. A place is asked for a thing when its middle lies
 * within a stride of the thing's, across and down, and, unless it is the nearest, in the thing: its
 * edges are told as distances, which are never negative. Of several things it belongs to the
 * smallest.
 */
public final class DenseBoxes {
  private static final int HIDDEN = 128; // channels between convolutions
  private static final int GROUPS = 8; // of them, normalised together

  /** Before it learns, a tenth of the places are things. */
  private static final double START = -2;

  private static final String TEXT =
      """
        def places(self, n: int, x: Tensor) -> Tensor:
          i = torch.arange(n, dtype=None, layout=None, device=ops.prim.device(x))
          return torch.mul(torch.add(i, 0.5), %1$d)
        def dense(self, x: Tensor, p: List[Tensor]) -> Tensor:
      %2$s    y = torch.add(%3$s, torch.reshape(torch.cat([%4$s, %5$s], 0), [1, 5, 1, 1]))
          cy = torch.reshape((self).places(torch.size(x, 2), x), [1, -1, 1])
          cx = torch.reshape((self).places(torch.size(x, 3), x), [1, 1, -1])
          d = torch.mul(torch.exp(torch.clamp(torch.slice(y, 1, 1, 5), -4, 3)), %6$d)
          left = torch.sub(cx, torch.select(d, 1, 0))
          top = torch.sub(cy, torch.select(d, 1, 1))
          right = torch.add(cx, torch.select(d, 1, 2))
          bottom = torch.add(cy, torch.select(d, 1, 3))
          z = torch.stack([torch.select(y, 1, 0), left, top, right, bottom], -1)
          return torch.reshape(z, [torch.size(x, 0), -1, 5])
        def objectness(self, z: Tensor) -> Tensor:
          return torch.select(z, -1, 0)
        def chosen(self, z: Tensor, places: Tensor) -> Tensor:
          flat = torch.reshape(torch.slice(z, -1, 1, 5), [-1, 4])
          return torch.index_select(flat, 0, places)
      """;

  private final int stride;
  private final Parameters parameters;
  private final Script script;
  private final FocalLoss focal = new FocalLoss(0.25, 2); // the paper's

  /**
   * At its start.
   *
   * @param channels C of the map
   * @param stride pixels a place
   */
  public DenseBoxes(int channels, int stride, NDManager manager, RandomGenerator random) {
    this.stride = stride;
    this.parameters = new Parameters(manager, random);
    TowerText text = new TowerText(parameters);
    String hidden = hidden(text, "x", "first", channels);
    hidden = hidden(text, hidden, "second", HIDDEN);
    String last = text.convolution(hidden, "third", HIDDEN, 5, 3, 1);
    String objectness = text.constant("objectness", START, 1);
    String sides = text.constant("sides", 0, 4);
    this.script =
        Script.compile(
            "DenseBoxes",
            TEXT.formatted(stride, text.body(), last, objectness, sides, 2 * stride),
            manager);
  }

  /** One of the paper's layers: convolution, norm, rectifier. */
  private static String hidden(TowerText text, String x, String name, int channels) {
    String convolved = text.convolution(x, name, channels, HIDDEN, 3, 1);
    String normed = text.groupNorm(convolved, name + "-norm", HIDDEN, GROUPS);
    return text.line("torch.relu_(%s)".formatted(normed));
  }

  public Parameters parameters() {
    return parameters;
  }

  /** (B, C, h, w) -> (B, N, 5): a logit, then left, top, right, bottom in pixels. */
  public NDArray dense(NDArray map) {
    return script.call("dense", List.of(map), List.of(parameters.trainedList())).get(0);
  }

  /**
   * A box with how surely it is a thing.
   *
   * @param score 0..1
   */
  public record Proposal(Box box, double score) {}

  /**
   * Of each image the surest boxes, those that overlap a surer one by more than a half left out.
   *
   * @param dense (B, N, 5)
   */
  public static List<List<Proposal>> proposals(NDArray dense, int most, int height, int width) {
    int batch = Math.toIntExact(dense.getShape().get(0));
    int places = Math.toIntExact(dense.getShape().get(1));
    float[] flat = dense.toFloatArray();
    List<List<Proposal>> all = new ArrayList<>();
    for (int b = 0; b < batch; b++) {
      List<Box> boxes = new ArrayList<>();
      float[] logits = new float[places];
      for (int n = 0; n < places; n++) {
        int at = (b * places + n) * 5;
        logits[n] = flat[at];
        Box box = new Box(flat[at + 1], flat[at + 2], flat[at + 3], flat[at + 4]);
        boxes.add(Boxes.clipped(box, height, width));
      }
      all.add(
          Arrays.stream(Boxes.suppressed(boxes, logits, 0.5))
              .filter(n -> boxes.get(n).width() >= 1 && boxes.get(n).height() >= 1)
              .limit(most)
              .mapToObj(n -> new Proposal(boxes.get(n), 1 / (1 + Math.exp(-logits[n]))))
              .toList());
    }
    return all;
  }

  /**
   * Two losses, each divided by the number of places that are asked for a thing.
   *
   * @param objectness focal, of every place
   * @param boxes generalised overlap, of the places asked
   */
  public record Losses(NDArray objectness, NDArray boxes) {}

  /**
   * How far what is said lies from what is there.
   *
   * @param dense (B, N, 5)
   * @param truth of each image
   * @param wide places of the map from left to right
   */
  public Losses losses(NDArray dense, List<List<Box>> truth, int wide) {
    int places = Math.toIntExact(dense.getShape().get(1));
    float[] targets = new float[truth.size() * places];
    List<Long> asked = new ArrayList<>();
    List<Box> wanted = new ArrayList<>();
    for (int b = 0; b < truth.size(); b++) {
      for (int n = 0; n < places; n++) {
        int row = n / wide;
        double x = (n % wide + 0.5) * stride;
        double y = (row + 0.5) * stride;
        Optional<Box> thing = at(truth.get(b), x, y);
        if (thing.isPresent()) {
          targets[b * places + n] = 1;
          asked.add((long) b * places + n);
          wanted.add(thing.get());
        }
      }
    }
    NDManager manager = dense.getManager();
    NDArray target = Ops.own(targets, new Shape(truth.size(), places), manager); // (B, N)
    double share = 1.0 / Math.max(1, asked.size());
    NDArray objectness =
        Ops.times(share, focal.each(script.call("objectness", dense), target).sum());
    if (asked.isEmpty()) { // scenes without a thing
      return new Losses(objectness, Ops.times(0, dense.sum()));
    }
    NDArray at = Ops.own(asked.stream().mapToLong(Long::longValue).toArray(), manager);
    NDArray boxes = // (P)
        BoxLoss.generalised(script.call("chosen", dense, at), Boxes.corners(wanted, manager));
    return new Losses(objectness, Ops.mean(boxes));
  }

  /** The smallest thing with its middle near the point. */
  private Optional<Box> at(List<Box> boxes, double x, double y) {
    return boxes.stream()
        .filter(box -> box.area() > 0)
        .filter(box -> isNear((box.left() + box.right()) / 2 - x, box.width()))
        .filter(box -> isNear((box.top() + box.bottom()) / 2 - y, box.height()))
        .min(Comparator.comparingDouble(Box::area));
  }

  /** Every point is the nearest of some place, half a stride away at most. */
  private boolean isNear(double away, double side) {
    double most = Math.min(stride, Math.max(stride / 2.0, side / 2));
    return Math.abs(away) < stride && Math.abs(away) <= most;
  }
}
