package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Box;
import io.alidade.api.Detector.Detection;
import io.alidade.api.Drawing;
import io.alidade.api.Drawing.Areas;
import io.alidade.api.Drawing.Mark;
import io.alidade.api.Drawing.Side;
import io.alidade.api.Image;
import io.alidade.api.Phrase;
import io.alidade.api.Region;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws what is in an image beside what a model says of it.
 *
 * @param width of the image itself
 * @param height of the image itself
 * @param across pixels of the model's image, in which boxes are given
 * @param down likewise
 */
record SceneDrawings(int width, int height, float across, float down, List<String> names) {
  private static final int MOST = 8; // boxes said; more hide each other and the image

  /**
   * For one image of a split.
   *
   * @param images (B, 3, H, W), as the model sees them
   */
  static SceneDrawings of(Split split, int index, NDArray images) {
    return of(split.sample(index).image(), images, split.classNames());
  }

  /** The same for an image that is at hand. */
  static SceneDrawings of(Image image, NDArray images, List<String> names) {
    float down = (float) images.getShape().get(2);
    float across = (float) images.getShape().get(3);
    return new SceneDrawings(image.width(), image.height(), across, down, names);
  }

  /** All things, and of the boxes found the surest: as many as there are things, up to eight. */
  Drawing boxes(List<Region> regions, List<Detection> found) {
    int most = Math.max(1, Math.min(MOST, regions.size()));
    return marks(
        regions.stream().map(r -> mark(Side.TRUE, names.get(r.label()), 1, r.box())),
        found.stream()
            .limit(most)
            .map(one -> mark(Side.SAID, names.get(one.label()), one.score(), one.box())));
  }

  /** What a phrase speaks of, and the box that was chosen for it. */
  Drawing phrase(Phrase phrase, Scene scene, Box chosen, double confidence) {
    return marks(
        phrase.regions().stream()
            .map(r -> mark(Side.TRUE, phrase.text(), 1, scene.regions().get(r).box())),
        Stream.of(mark(Side.SAID, phrase.text(), confidence, chosen)));
  }

  /**
   * Of each pixel of the image what it is and what it was called.
   *
   * @param truth 0 for the background, 1 + class, or -1 for a crowd
   * @param said likewise
   */
  Drawing layers(int[] truth, int[] said) {
    return new Drawing(
        width, height, List.of(), List.of(areas(Side.TRUE, truth), areas(Side.SAID, said)));
  }

  private Areas areas(Side side, int[] layers) {
    int[] labels = Arrays.stream(layers).map(layer -> layer - 1).toArray();
    return Areas.of(side, width, height, labels, names);
  }

  private Drawing marks(Stream<Mark> truth, Stream<Mark> said) {
    List<Mark> marks = new ArrayList<>(truth.toList());
    marks.addAll(said.toList());
    return new Drawing(width, height, marks, List.of());
  }

  private Mark mark(Side side, String name, double confidence, Box box) {
    Box shares =
        new Box(box.left() / across, box.top() / down, box.right() / across, box.bottom() / down);
    return new Mark(side, name, confidence, shares);
  }
}
