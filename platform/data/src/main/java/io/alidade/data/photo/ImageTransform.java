package io.alidade.data.photo;

import io.alidade.api.Image;
import io.alidade.api.ImageSpec;

/**
 * What evaluation does to a photograph: one resize, one centre crop, RGB. Without random numbers.
 *
 * @param padding level (0..255) around an image that does not fill the model's, for {@link
 *     Fit#LONGEST}
 */
public record ImageTransform(Preprocessing like, Fit fit, Kernel kernel, int padding) {
  /** open_clip's, and CLIP's own. */
  public static final ImageTransform CLIP =
      new ImageTransform(Preprocessing.OPEN_CLIP, Fit.SHORTEST, Kernel.BICUBIC, 0);

  /** That of transformers' CLIPImageProcessor. */
  public static final ImageTransform HUGGING_FACE_CLIP =
      new ImageTransform(Preprocessing.HUGGING_FACE, Fit.SHORTEST, Kernel.BICUBIC, 0);

  public ImageTransform {
    if (padding < 0 || padding > 255) {
      throw new IllegalArgumentException("padding is " + padding + "; expected 0 to 255");
    }
  }

  /** At the model's height and width, three channels of bytes. */
  public Image apply(Pixels pixels, ImageSpec spec) {
    Pixels source = like == Preprocessing.HUGGING_FACE ? pixels.inColour() : pixels;
    int[] size = size(source, spec);
    int top = like.middle(size[0], spec.height());
    int left = like.middle(size[1], spec.width());
    if (fit == Fit.LONGEST) {
      top = top < 0 ? -((spec.height() - size[0]) / 2) : top; // The odd pixel comes last.
      left = left < 0 ? -((spec.width() - size[1]) / 2) : left;
    }
    Window part =
        new Window(
            Math.max(0, top),
            Math.max(0, left),
            Math.min(size[0], spec.height()),
            Math.min(size[1], spec.width()));
    Window whole = Window.whole(source.height(), source.width());
    return source
        .resize(whole, size[0], size[1], kernel, part)
        .on(spec.height(), spec.width(), Math.max(0, -top), Math.max(0, -left), padding)
        .rgb();
  }

  /** Height and width to resize to. */
  private int[] size(Pixels pixels, ImageSpec spec) {
    int height = pixels.height();
    int width = pixels.width();
    if (fit == Fit.SQUASH) {
      return new int[] {spec.height(), spec.width()};
    }
    if (fit == Fit.SHORTEST && spec.height() == spec.width()) {
      // torchvision: the longer side is cut to a whole number, not rounded.
      long side = spec.height();
      return height <= width
          ? new int[] {spec.height(), (int) (side * width / height)}
          : new int[] {(int) (side * height / width), spec.width()};
    }
    double down = (double) height / spec.height();
    double across = (double) width / spec.width();
    double ratio = fit == Fit.SHORTEST ? Math.min(down, across) : Math.max(down, across);
    return new int[] {side(height / ratio), side(width / ratio)};
  }

  /** Rounded to even, as Python does; an extreme shape keeps a pixel. */
  private static int side(double exact) {
    return Math.max(1, (int) Math.rint(exact));
  }
}
