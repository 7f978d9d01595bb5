package io.alidade.data.photo;

/**
 * Between what files hold and red, green, blue, by the whole-number arithmetic of libjpeg and PIL.
 */
final class Colours {
  // libjpeg's jdcolor.c: 16 bits behind the point, rounded once a sum.
  private static final int RED = 91881; // 1.40200
  private static final int GREEN_CB = 22554; // 0.34414
  private static final int GREEN_CR = 46802; // 0.71414
  private static final int BLUE = 116130; // 1.77200
  private static final int ROUND = 1 << 15;

  private Colours() {}

  /** Pixel {@code i} of the samples, to the same place of {@code rgb}. */
  static void rgb(Layout layout, byte[] samples, int i, byte[] palette, byte[] rgb) {
    int at = i * layout.bytes();
    int out = 3 * i;
    switch (layout) {
      case BIT, GREY, GREY_ALPHA -> grey(samples[at], rgb, out);
      case GREY_16 -> grey(samples[at] == 0 ? samples[at + 1] : (byte) 255, rgb, out);
      case PALETTE -> System.arraycopy(palette, 3 * (samples[at] & 0xff), rgb, out, 3);
      case RGB, RGBA -> System.arraycopy(samples, at, rgb, out, 3);
      case YCC -> {
        int y = samples[at] & 0xff;
        int cb = samples[at + 1] & 0xff;
        int cr = samples[at + 2] & 0xff;
        rgb[out] = (byte) red(y, cr);
        rgb[out + 1] = (byte) green(y, cb, cr);
        rgb[out + 2] = (byte) blue(y, cb);
      }
      case CMYK -> {
        int paper = 255 - (samples[at + 3] & 0xff);
        for (int c = 0; c < 3; c++) {
          rgb[out + c] = (byte) (paper - product(samples[at + c] & 0xff, paper));
        }
      }
    }
  }

  private static void grey(byte level, byte[] rgb, int out) {
    rgb[out] = level;
    rgb[out + 1] = level;
    rgb[out + 2] = level;
  }

  /** What a resize is to weigh: red, green, blue for luma and chroma; colours times alpha. */
  static void prepare(Layout layout, Lines[] bands) {
    switch (layout) {
      case YCC -> rgb(bands);
      case GREY_ALPHA, RGBA -> {
        Lines alpha = bands[bands.length - 1];
        for (int c = 0; c < bands.length - 1; c++) {
          for (int line = 0; line < alpha.count(); line++) {
            multiply(bands[c].line(line), alpha.line(line));
          }
        }
      }
      default -> {}
    }
  }

  /** One result a loop, so that the compiler makes vector instructions of each. */
  private static void rgb(Lines[] bands) {
    int[] green = new int[bands[0].line(0).length];
    for (int line = 0; line < bands[0].count(); line++) {
      int[] luma = bands[0].line(line);
      int[] blue = bands[1].line(line);
      int[] red = bands[2].line(line);
      for (int i = 0; i < green.length; i++) {
        green[i] = green(luma[i], blue[i], red[i]);
      }
      for (int i = 0; i < red.length; i++) {
        red[i] = red(luma[i], red[i]);
      }
      for (int i = 0; i < blue.length; i++) {
        blue[i] = blue(luma[i], blue[i]);
      }
      bands[0].replace(line, red);
      bands[1].replace(line, green);
      bands[2].replace(line, blue);
      green = luma;
    }
  }

  private static int red(int y, int cr) {
    return Lines.level(y + ((RED * (cr - 128) + ROUND) >> 16));
  }

  private static int green(int y, int cb, int cr) {
    int less = GREEN_CB * (cb - 128) + GREEN_CR * (cr - 128);
    return Lines.level(y + ((ROUND - less) >> 16));
  }

  private static int blue(int y, int cb) {
    return Lines.level(y + ((BLUE * (cb - 128) + ROUND) >> 16));
  }

  private static void multiply(int[] levels, int[] alpha) {
    for (int i = 0; i < levels.length; i++) {
      levels[i] = product(levels[i], alpha[i]);
    }
  }

  /** The colours of pixels whose last band is alpha, no longer multiplied by it. */
  static void divideByAlpha(byte[] samples, int bands) {
    for (int at = 0; at < samples.length; at += bands) {
      int alpha = samples[at + bands - 1] & 0xff;
      if (alpha == 0 || alpha == 255) {
        continue;
      }
      for (int c = 0; c < bands - 1; c++) {
        samples[at + c] = (byte) Math.min(255, 255 * (samples[at + c] & 0xff) / alpha);
      }
    }
  }

  /** a b / 255, rounded. */
  private static int product(int a, int b) {
    int sum = a * b + 128;
    return ((sum >> 8) + sum) >> 8;
  }
}
