package io.alidade.data.photo;

import io.alidade.api.Image;

/** Hue as PIL's HSV has it: 255 steps of a turn, saturation and value in bytes. */
final class Hues {
  private Hues() {}

  static Image turn(Image image, double factor) {
    int steps = (int) (factor * 255);
    byte[] out = new byte[image.pixels().length];
    for (int at = 0; at < out.length; at += 3) {
      turn(image.pixels(), at, steps, out);
    }
    return new Image(image.height(), image.width(), 3, out);
  }

  private static void turn(byte[] rgb, int at, int steps, byte[] out) {
    int red = rgb[at] & 0xff;
    int green = rgb[at + 1] & 0xff;
    int blue = rgb[at + 2] & 0xff;
    int most = Math.max(red, Math.max(green, blue));
    int least = Math.min(red, Math.min(green, blue));
    int hue = 0;
    int saturation = 0;
    if (most > least) {
      float range = most - least;
      saturation = Lines.level((int) (range / most * 255));
      hue = hue((most - red) / range, (most - green) / range, (most - blue) / range);
    }
    write((hue + steps) & 0xff, saturation, most, out, at);
  }

  /** Of how far each channel lies below the highest, as a share of the range; one is 0. */
  private static int hue(float red, float green, float blue) {
    float sixths;
    if (red == 0) {
      sixths = blue - green;
    } else if (green == 0) {
      sixths = (float) (2.0 + red - blue);
    } else {
      sixths = (float) (4.0 + green - red);
    }
    float turn = (float) ((sixths / 6.0 + 1.0) % 1.0);
    return Lines.level((int) (turn * 255.0));
  }

  private static void write(int hue, int saturation, int value, byte[] out, int at) {
    int sixth = (int) Math.floor((float) hue * 6.0 / 255.0);
    float rest = (float) ((float) hue * 6.0 / 255.0 - (float) sixth);
    float share = (float) (saturation / 255.0);
    int low = round(value * (1.0 - share));
    int falling = round(value * (1.0 - share * rest));
    int rising = round(value * (1.0 - share * (1.0 - rest)));
    int[] rgb =
        switch (saturation == 0 ? -1 : sixth % 6) {
          case 0 -> new int[] {value, rising, low};
          case 1 -> new int[] {falling, value, low};
          case 2 -> new int[] {low, value, rising};
          case 3 -> new int[] {low, falling, value};
          case 4 -> new int[] {rising, low, value};
          case 5 -> new int[] {value, low, falling};
          default -> new int[] {value, value, value};
        };
    for (int c = 0; c < 3; c++) {
      out[at + c] = (byte) rgb[c];
    }
  }

  private static int round(double value) {
    return Lines.level((int) Math.floor(value + 0.5));
  }
}
