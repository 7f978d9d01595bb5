package io.alidade.runtime.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds room for names at the corners of their boxes, out of each other's way. */
final class NamePlaces {
  private final Frame bounds;
  private final List<Frame> taken = new ArrayList<>();

  /** Names stay inside. */
  NamePlaces(Frame bounds) {
    this.bounds = bounds;
  }

  /** Of the places at the box's corners the first free one, or the one least covered. */
  Frame place(Frame box, double width, double height) {
    Frame best =
        candidates(box, width, height).stream()
            .min(Comparator.comparingDouble(this::covered))
            .orElseThrow();
    taken.add(best);
    return best;
  }

  /** Whether there is room for it at the box's corners. */
  boolean hasRoom(Frame box, double width, double height) {
    return candidates(box, width, height).stream().anyMatch(place -> covered(place) == 0);
  }

  private List<Frame> candidates(Frame box, double width, double height) {
    double right = box.right() - width;
    double inside = box.bottom() - height;
    return List.of(
        at(box.left(), box.top() - height, width, height),
        at(box.left(), box.bottom(), width, height),
        at(right, box.top() - height, width, height),
        at(right, box.bottom(), width, height),
        at(box.left(), box.top(), width, height),
        at(box.left(), inside, width, height),
        at(box.left(), box.top() + height, width, height),
        at(box.left(), (box.top() + inside) / 2, width, height));
  }

  private Frame at(double left, double top, double width, double height) {
    return new Frame(
        Math.max(bounds.left(), Math.min(left, bounds.right() - width)),
        Math.max(bounds.top(), Math.min(top, bounds.bottom() - height)),
        width,
        height);
  }

  private double covered(Frame place) {
    return taken.stream().mapToDouble(place::covered).sum();
  }
}
