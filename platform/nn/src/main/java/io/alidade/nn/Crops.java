package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Box;
import java.util.List;

/** Parts of images as images of their own, for towers that look at whole images. */
public final class Crops {
  private Crops() {}

  /**
   * The square around a box, so that nothing is stretched.
   *
   * @param context its side, as a factor on the box's longer one
   */
  public static Box square(Box box, double context) {
    float half = (float) (context * Math.max(box.width(), box.height()) / 2);
    float x = (box.left() + box.right()) / 2;
    float y = (box.top() + box.bottom()) / 2;
    return new Box(x - half, y - half, x + half, y + half);
  }

  /** The same of regions. */
  public static List<RoiAlign.Region> squares(List<RoiAlign.Region> regions, double context) {
    return regions.stream()
        .map(region -> new RoiAlign.Region(region.image(), square(region.box(), context)))
        .toList();
  }

  /**
   * Cuts out regions at a size. What lies beyond an image is 0: the background of an {@link
   * io.alidade.api.ImageSpec} whose mean is its background.
   *
   * @param images (B, 3, H, W)
   * @param regions K of them, at least one
   * @return (K, 3, size, size)
   */
  public static NDArray of(NDArray images, List<RoiAlign.Region> regions, int size) {
    return new RoiAlign(size, size, 1, 2, true).regions(images, regions);
  }
}
