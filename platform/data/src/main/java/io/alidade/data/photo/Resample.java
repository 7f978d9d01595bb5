package io.alidade.data.photo;

/**
 * PIL's two-pass resize of bytes, bit for bit: one axis, rounded to bytes, then the other. Only
 * rows and columns that a crop of the result needs are read.
 */
final class Resample {
  private Resample() {}

  /**
   * Resizes {@code window} of the pixels to {@code height x width} and returns {@code part} of it.
   *
   * @return {@code (part.height, part.width, bands)}
   */
  static byte[] apply(
      Pixels pixels, Window window, int height, int width, Kernel kernel, Window part) {
    Taps across = Taps.of(window.width(), width, kernel, part.left(), part.width());
    Taps down = Taps.of(window.height(), height, kernel, part.top(), part.height());
    Window read =
        new Window(
            window.top() + down.begin(),
            window.left() + across.begin(),
            down.end() - down.begin(),
            across.end() - across.begin());
    int bands = pixels.bands();
    byte[] out = new byte[part.height() * part.width() * bands];
    boolean downFirst = isDownFirst(window, height, width);
    Lines[] lines = pixels.read(read, !downFirst);
    for (int c = 0; c < bands; c++) {
      Lines resized =
          downFirst
              ? lines[c].blend(down).turned().blend(across).turned()
              : lines[c].blend(across).turned().blend(down);
      resized.write(out, c, bands);
    }
    return out;
  }

  /** Pillow 13's choice, for less work; earlier releases always resize across first. */
  static boolean isDownFirst(Window window, int height, int width) {
    return height < window.height() && window.height() - height > 2 * (window.width() - width);
  }
}
