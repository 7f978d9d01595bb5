package io.alidade.data.photo;

import io.alidade.api.Image;
import java.util.Arrays;
import java.util.List;

/**
 * An image as its file holds it, before anything is made of its colours. Immutable.
 *
 * <p>References differ in whether they resize before or after turning it into RGB, and that moves
 * pixels where there is a palette, alpha or ink; so both orders are possible here. As in PIL,
 * {@link #rgb()} drops alpha without a background and clips 16-bit greys at 255.
 */
public final class Pixels {
  /** Pixels of a line read at once: few enough that the cache keeps their neighbours. */
  private static final int BLOCK = 32;

  private final Layout layout;
  private final int height;
  private final int width;
  private final byte[] samples;

  /** Red, green, blue of each index; empty without a palette. */
  private final byte[] colours;

  Pixels(Layout layout, int height, int width, byte[] samples, byte[] colours) {
    if (samples.length != (long) height * width * layout.bytes()) {
      throw new IllegalArgumentException(
          "%d bytes; expected %d x %d x %d"
              .formatted(samples.length, height, width, layout.bytes()));
    }
    this.layout = layout;
    this.height = height;
    this.width = width;
    this.samples = samples;
    this.colours = colours;
  }

  Pixels(Layout layout, int height, int width, byte[] samples) {
    this(layout, height, width, samples, new byte[0]);
  }

  /** An image without alpha, not copied. */
  public static Pixels of(Image image) {
    if (image.channels() != 3) {
      throw new IllegalArgumentException("an image with alpha; expected red, green, blue alone");
    }
    return new Pixels(Layout.RGB, image.height(), image.width(), image.pixels());
  }

  /** An image, laid on the background (red, green, blue) where it has alpha. */
  public static Pixels of(Image image, List<Integer> background) {
    if (image.channels() == 3) {
      return of(image);
    }
    byte[] rgb = new byte[3 * image.height() * image.width()];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = 4 * (i / 3);
      int rest = 255 - (image.pixels()[pixel + 3] & 0xff);
      int ground = (background.get(i % 3) * rest + 127) / 255;
      rgb[i] = (byte) Math.min(255, (image.pixels()[pixel + i % 3] & 0xff) + ground);
    }
    return new Pixels(Layout.RGB, image.height(), image.width(), rgb);
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /** How many levels a resized pixel has. */
  int bands() {
    return layout.bytes();
  }

  /** As red, green, blue. */
  public Image rgb() {
    if (layout == Layout.RGB) {
      return new Image(height, width, 3, samples);
    }
    byte[] rgb = new byte[3 * height * width];
    for (int i = 0; i < height * width; i++) {
      Colours.rgb(layout, samples, i, colours, rgb);
    }
    return new Image(height, width, 3, rgb);
  }

  /** In RGB from the start, so that a resize sees colours alone. */
  Pixels inColour() {
    return layout == Layout.YCC ? this : of(rgb());
  }

  /**
   * What PIL makes of {@code crop(window).resize((width, height), kernel)}, and {@code part} of it.
   */
  Pixels resize(Window window, int newHeight, int newWidth, Kernel kernel, Window part) {
    if (window.height() == newHeight && window.width() == newWidth) {
      return nearest(window, newHeight, newWidth, part); // PIL copies.
    }
    return switch (layout) {
      case BIT, PALETTE -> nearest(window, newHeight, newWidth, part);
      case GREY_16 ->
          with(part, DeepResample.apply(samples, width, window, newHeight, newWidth, kernel, part));
      case GREY_ALPHA, RGBA -> {
        byte[] resized = Resample.apply(this, window, newHeight, newWidth, kernel, part);
        Colours.divideByAlpha(resized, layout.bytes());
        yield with(part, resized);
      }
      case GREY, RGB, CMYK ->
          with(part, Resample.apply(this, window, newHeight, newWidth, kernel, part));
      case YCC ->
          new Pixels(
              Layout.RGB,
              part.height(),
              part.width(),
              Resample.apply(this, window, newHeight, newWidth, kernel, part));
    };
  }

  private Pixels with(Window part, byte[] changed) {
    return new Pixels(layout, part.height(), part.width(), changed, colours);
  }

  private Pixels nearest(Window window, int newHeight, int newWidth, Window part) {
    int bytes = layout.bytes();
    byte[] out = new byte[part.height() * part.width() * bytes];
    int at = 0;
    for (int y = part.top(); y < part.bottom(); y++) {
      int row = window.top() + (int) ((y + 0.5) * window.height() / newHeight);
      for (int x = part.left(); x < part.right(); x++) {
        int column = window.left() + (int) ((x + 0.5) * window.width() / newWidth);
        System.arraycopy(samples, (row * width + column) * bytes, out, at, bytes);
        at += bytes;
      }
    }
    return with(part, out);
  }

  /** On a canvas of one level, from (top, left), which may be outside of it. */
  Pixels on(int canvasHeight, int canvasWidth, int top, int left, int level) {
    if (top == 0 && left == 0 && canvasHeight == height && canvasWidth == width) {
      return this;
    }
    int bytes = layout.bytes();
    byte[] canvas = new byte[canvasHeight * canvasWidth * bytes];
    Arrays.fill(canvas, (byte) (layout == Layout.BIT && level > 0 ? 255 : level));
    for (int i = 0; layout == Layout.GREY_16 && i < canvas.length; i += 2) {
      canvas[i] = 0; // The higher byte.
    }
    int from = Math.max(0, -left);
    int count = Math.min(width, canvasWidth - left) - from;
    for (int y = Math.max(0, -top); y < Math.min(height, canvasHeight - top); y++) {
      int target = ((top + y) * canvasWidth + left + from) * bytes;
      System.arraycopy(samples, (y * width + from) * bytes, canvas, target, count * bytes);
    }
    return new Pixels(layout, canvasHeight, canvasWidth, canvas, colours);
  }

  /**
   * A part of the levels to resize, band after band; colours multiplied by alpha.
   *
   * @param turned as columns instead of rows
   */
  Lines[] read(Window part, boolean turned) {
    int pixel = layout.bytes();
    int row = width * pixel;
    int from = part.top() * row + part.left() * pixel;
    Lines[] bands = new Lines[pixel];
    for (int c = 0; c < pixel; c++) {
      bands[c] =
          turned ? new Lines(part.width(), part.height()) : new Lines(part.height(), part.width());
    }
    int length = turned ? part.height() : part.width();
    for (int block = 0; block < length; block += BLOCK) {
      int end = Math.min(length, block + BLOCK);
      for (int line = 0; line < bands[0].count(); line++) {
        for (int c = 0; c < pixel; c++) {
          int[] levels = bands[c].line(line);
          int step = turned ? row : pixel;
          int at = from + line * (turned ? pixel : row) + block * step + c;
          for (int i = block; i < end; i++) {
            levels[i] = samples[at] & 0xff;
            at += step;
          }
        }
      }
    }
    Colours.prepare(layout, bands);
    return bands;
  }
}
