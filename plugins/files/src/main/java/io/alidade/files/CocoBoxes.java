package io.alidade.files;

import io.alidade.api.Box;
import io.alidade.api.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** From COCO's left, top, width, height to boxes inside of their image. */
final class CocoBoxes {
  /** Pixels that a box may reach out of its image: whole numbers and scaled copies do. */
  private static final double ROUNDING = 1;

  private final Path file;
  private int empty;

  CocoBoxes(Path file) {
    this.file = file;
  }

  /** How many had no width or no height, and so were left out. */
  int empty() {
    return empty;
  }

  /** None where nothing of the box is left. */
  Optional<Region> region(CocoFile.Note note, CocoFile.Picture image, int label) {
    List<Double> box = note.box();
    boolean four = box.size() == 4 && box.stream().allMatch(Double::isFinite);
    if (!four || box.get(2) < 0 || box.get(3) < 0) {
      throw Refusal.of(
          file,
          "annotation %d has the bbox %s; expected left, top, width and height in pixels",
          note.id(),
          box);
    }
    double left = box.get(0);
    double top = box.get(1);
    double right = left + box.get(2);
    double bottom = top + box.get(3);
    double out =
        Math.max(Math.max(-left, -top), Math.max(right - image.width(), bottom - image.height()));
    if (out > ROUNDING) {
      throw Refusal.of(
          file,
          "annotation %d has the bbox %s; expected one inside of image %d of %d x %d pixels, up to"
              + " a pixel of rounding",
          note.id(),
          box,
          image.id(),
          image.width(),
          image.height());
    }
    Box clipped =
        new Box(
            within(left, image.width()),
            within(top, image.height()),
            within(right, image.width()),
            within(bottom, image.height()));
    if (clipped.area() == 0) {
      empty++;
      return Optional.empty();
    }
    return Optional.of(new Region(clipped, label, Optional.empty(), note.crowd()));
  }

  private static float within(double edge, int most) {
    return (float) Math.min(Math.max(edge, 0), most);
  }
}
