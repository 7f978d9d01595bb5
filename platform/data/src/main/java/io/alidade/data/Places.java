package io.alidade.data;

import io.alidade.api.AlidadeException;
import io.alidade.api.Box;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Mask;
import io.alidade.api.Region;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.Arrays;
import java.util.List;

/** Where things are in the images of a split, in pixels of the model's image. */
public record Places(Split split, ImageSpec spec) {
  /** Of each sample its boxes: left, top, right, bottom. */
  float[][][] boxes(int[] samples) {
    return Arrays.stream(samples).mapToObj(this::boxes).toArray(float[][][]::new);
  }

  private float[][] boxes(int index) {
    Sample sample = split.sample(index);
    Image image = sample.image();
    List<Region> regions = sample.scene().regions();
    float[][] boxes = new float[regions.size()][];
    for (int r = 0; r < boxes.length; r++) {
      boxes[r] = scaled(checked(regions.get(r).box(), r, sample), image);
    }
    return boxes;
  }

  private float[] scaled(Box box, Image image) {
    float across = (float) spec.width() / image.width();
    float down = (float) spec.height() / image.height();
    return new float[] {
      box.left() * across, box.top() * down, box.right() * across, box.bottom() * down
    };
  }

  private Box checked(Box box, int region, Sample sample) {
    Image image = sample.image();
    boolean inside =
        box.left() >= 0
            && box.top() >= 0
            && box.right() <= image.width()
            && box.bottom() <= image.height();
    if (!inside) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s: %s: box %d is %s; expected one inside the image of %d x %d pixels"
              .formatted(split.name(), sample.id(), region, box, image.width(), image.height()));
    }
    return box;
  }

  /** Of each sample the classes of its boxes. */
  long[][] labels(int[] samples) {
    return Arrays.stream(samples)
        .mapToObj(
            index ->
                split.text(index).scene().regions().stream().mapToLong(Region::label).toArray())
        .toArray(long[][]::new);
  }

  /** Of each sample the class of every pixel, row by row; -1 where nothing is. */
  long[][] masks(int[] samples) {
    return Arrays.stream(samples).mapToObj(this::mask).toArray(long[][]::new);
  }

  /** The class of every pixel of the model's image, row by row; -1 where nothing is. */
  public long[] mask(int index) {
    Sample sample = split.sample(index);
    Image image = sample.image();
    long[] classes = new long[spec.height() * spec.width()];
    Arrays.fill(classes, -1);
    List<Region> regions = sample.scene().regions();
    for (int r = 0; r < regions.size(); r++) {
      Mask mask =
          mask(regions.get(r), "%s: %s: region %d".formatted(split.name(), sample.id(), r), image);
      for (int y = 0; y < spec.height(); y++) {
        int row = (2 * y + 1) * image.height() / (2 * spec.height()); // the nearest pixel's
        for (int x = 0; x < spec.width(); x++) {
          int column = (2 * x + 1) * image.width() / (2 * spec.width());
          if (mask.holds(column, row)) {
            classes[y * spec.width() + x] = regions.get(r).label();
          }
        }
      }
    }
    return classes;
  }

  private static Mask mask(Region region, String where, Image image) {
    return region
        .mask()
        .orElseThrow(
            () ->
                new AlidadeException(
                    AlidadeException.Kind.DATA,
                    "%s has no mask; expected one of its image's %d x %d pixels"
                        .formatted(where, image.width(), image.height())))
        .fitting(image, where);
  }
}
