package io.alidade.data.photo;

import io.alidade.api.Image;
import java.util.List;

/**
 * One change of an RGB image with every number drawn, so that it gives the same pixels wherever it
 * is applied: those of torchvision on PIL images.
 */
public sealed interface Change {
  /** A new image of the same size. */
  Image apply(Image image);

  /** Left for right. */
  record Flip() implements Change {
    @Override
    public Image apply(Image image) {
      byte[] out = new byte[image.pixels().length];
      int row = 3 * image.width();
      for (int at = 0; at < out.length; at += 3) {
        int mirrored = at - at % row + row - 3 - at % row;
        System.arraycopy(image.pixels(), at, out, mirrored, 3);
      }
      return new Image(image.height(), image.width(), 3, out);
    }
  }

  /** Luma in all three channels. */
  record Grey() implements Change {
    @Override
    public Image apply(Image image) {
      return Enhance.grey(image);
    }
  }

  /**
   * Between black and the image, or beyond it.
   *
   * @param factor 0 is black, 1 the image
   */
  record Brightness(double factor) implements Change {
    @Override
    public Image apply(Image image) {
      return Enhance.blend(Enhance.plain(image, 0), image, (float) factor);
    }
  }

  /**
   * Between one grey, the mean luma, and the image, or beyond it.
   *
   * @param factor 0 is grey, 1 the image
   */
  record Contrast(double factor) implements Change {
    @Override
    public Image apply(Image image) {
      return Enhance.blend(Enhance.plain(image, Enhance.meanLuma(image)), image, (float) factor);
    }
  }

  /**
   * Between its greys and the image, or beyond it.
   *
   * @param factor 0 is grey, 1 the image
   */
  record Saturation(double factor) implements Change {
    @Override
    public Image apply(Image image) {
      return Enhance.blend(Enhance.grey(image), image, (float) factor);
    }
  }

  /**
   * Between the image smoothed and the image, or beyond it.
   *
   * @param factor 0 is smooth, 1 the image
   */
  record Sharpness(double factor) implements Change {
    @Override
    public Image apply(Image image) {
      return Enhance.blend(Blurring.smooth(image), image, (float) factor);
    }
  }

  /**
   * Turns the circle of hues.
   *
   * @param factor of a whole turn, -0.5 to 0.5
   */
  record Hue(double factor) implements Change {
    @Override
    public Image apply(Image image) {
      return Hues.turn(image, factor);
    }
  }

  /**
   * A Gaussian, reflected at the border.
   *
   * @param side of the window in pixels, odd
   * @param sigma in pixels
   */
  record Blur(int side, double sigma) implements Change {
    public Blur {
      if (side < 1 || side % 2 == 0 || sigma <= 0) {
        throw new IllegalArgumentException(
            "a blur of %d pixels with sigma %s; expected an odd side and a sigma above 0"
                .formatted(side, sigma));
      }
    }

    @Override
    public Image apply(Image image) {
      return Blurring.gaussian(image, side, sigma);
    }
  }

  /**
   * Moves pixels along a line, a turn, a shift or a shear.
   *
   * @param matrix a, b, c, d, e, f: the pixel (x, y) is taken from (a x + b y + c, d x + e y + f)
   * @param smooth bilinear instead of the nearest pixel
   * @param fill red, green, blue of what comes from outside
   */
  record Warp(List<Double> matrix, boolean smooth, List<Integer> fill) implements Change {
    public Warp {
      matrix = List.copyOf(matrix);
      fill = List.copyOf(fill);
    }

    @Override
    public Image apply(Image image) {
      return Warping.apply(image, this);
    }
  }

  /**
   * Keeps the highest bits of a level.
   *
   * @param bits 0 to 8
   */
  record Posterize(int bits) implements Change {
    @Override
    public Image apply(Image image) {
      int mask = 0xff << (8 - bits);
      return Tables.apply(image, level -> level & mask);
    }
  }

  /**
   * Turns bright levels round.
   *
   * @param threshold the lowest of them
   */
  record Solarize(double threshold) implements Change {
    @Override
    public Image apply(Image image) {
      return Tables.apply(image, level -> level < threshold ? level : 255 - level);
    }
  }

  /** The negative. */
  record Invert() implements Change {
    @Override
    public Image apply(Image image) {
      return Tables.apply(image, level -> 255 - level);
    }
  }

  /** Stretches each channel to all levels. */
  record AutoContrast() implements Change {
    @Override
    public Image apply(Image image) {
      return Tables.stretched(image);
    }
  }

  /** Levels of a channel equally often. */
  record Equalize() implements Change {
    @Override
    public Image apply(Image image) {
      return Tables.equalized(image);
    }
  }
}
