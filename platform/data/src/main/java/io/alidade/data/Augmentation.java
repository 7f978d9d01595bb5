package io.alidade.data;

import io.alidade.api.ImageSpec;
import java.util.random.RandomGenerator;

/**
 * Changes one image at random: scale, rotation and shift by a bilinear warp, then colours, then the
 * background. Colours are premultiplied by alpha until they lie on the background, so that edges
 * stay clean.
 */
final class Augmentation {
  /** Of red, green and blue in a grey of equal brightness (ITU-R BT.601). */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private final AugmentSettings settings;
  private final ImageSpec spec;
  private final Levels levels;

  Augmentation(AugmentSettings settings, ImageSpec spec) {
    this.settings = settings;
    this.spec = spec;
    this.levels = new Levels(spec);
  }

  /**
   * One image.
   *
   * @param out takes {@code (H, W, 3)}, normalised as the model wants it
   */
  void apply(Padded image, RandomGenerator random, float[] out) {
    float[] warp = warp(random);
    float[] colours = colours(random);
    int[] background = background(random);
    float halfWidth = spec.width() / 2f;
    float halfHeight = spec.height() / 2f;
    int at = 0;
    for (int y = 0; y < spec.height(); y++) {
      float dy = y + 0.5f - halfHeight;
      float fromDownX = warp[1] * dy;
      float fromDownY = warp[4] * dy;
      for (int x = 0; x < spec.width(); x++) {
        float dx = x + 0.5f - halfWidth;
        float sourceX = warp[0] * dx + fromDownX + warp[2] + halfWidth - 0.5f;
        float sourceY = warp[3] * dx + fromDownY + warp[5] + halfHeight - 0.5f;
        write(image, sourceX, sourceY, colours, background, out, at);
        at += 3;
      }
    }
  }

  /** The colour of {@code image} at (x, y), bilinear and in new colours, on the background. */
  private void write(
      Padded image, float x, float y, float[] colours, int[] background, float[] out, int at) {
    int left = floor(x);
    int top = floor(y);
    int place = image.place(left, top);
    int below = place + image.stride();
    int one = image.pixel(place);
    int two = image.pixel(place + 1);
    int three = image.pixel(below);
    int four = image.pixel(below + 1);
    if ((one | two | three | four) == 0) { // Much of an icon is transparent.
      out[at] = levels.of(0, background[0]);
      out[at + 1] = levels.of(1, background[1]);
      out[at + 2] = levels.of(2, background[2]);
      return;
    }
    float right = x - left;
    float down = y - top;
    float w1 = (1 - right) * (1 - down);
    float w2 = right * (1 - down);
    float w3 = (1 - right) * down;
    float w4 = right * down;
    float red = w1 * (one & 0xff) + w2 * (two & 0xff) + w3 * (three & 0xff) + w4 * (four & 0xff);
    float green =
        w1 * (one >> 8 & 0xff)
            + w2 * (two >> 8 & 0xff)
            + w3 * (three >> 8 & 0xff)
            + w4 * (four >> 8 & 0xff);
    float blue =
        w1 * (one >> 16 & 0xff)
            + w2 * (two >> 16 & 0xff)
            + w3 * (three >> 16 & 0xff)
            + w4 * (four >> 16 & 0xff);
    float alpha = w1 * (one >>> 24) + w2 * (two >>> 24) + w3 * (three >>> 24) + w4 * (four >>> 24);
    float rest = 1 - alpha / 255;
    for (int c = 0; c < 3; c++) {
      float value = colours[3 * c] * red + colours[3 * c + 1] * green + colours[3 * c + 2] * blue;
      out[at + c] = levels.of(c, level(value, alpha, background[c] * rest));
    }
  }

  /** 0..255. Comparisons, since Math.min and Math.max of floats ask for NaN and -0 as well. */
  private static int level(float colour, float alpha, float background) {
    float inside = colour < 0 ? 0 : colour > alpha ? alpha : colour;
    float value = inside + background;
    return value > 255 ? 255 : (int) (value + 0.5f);
  }

  private static int floor(float value) {
    int whole = (int) value;
    return value < whole ? whole - 1 : whole;
  }

  /** From a target's offset from the centre to the source's: the inverse of what is done. */
  float[] warp(RandomGenerator random) {
    double strength = settings.strength();
    double low = Math.pow(settings.shrink(), strength);
    double high = Math.pow(settings.enlarge(), strength);
    double scale = Math.exp(between(random, Math.log(low), Math.log(high)));
    double angle = Math.toRadians(between(random, -1, 1) * settings.rotation() * strength);
    double shiftX = between(random, -1, 1) * settings.shift() * strength * spec.width();
    double shiftY = between(random, -1, 1) * settings.shift() * strength * spec.height();
    float cos = (float) (Math.cos(angle) / scale);
    float sin = (float) (Math.sin(angle) / scale);
    return new float[] {
      cos,
      sin,
      (float) -(cos * shiftX + sin * shiftY),
      -sin,
      cos,
      (float) -(-sin * shiftX + cos * shiftY)
    };
  }

  /** A 3 x 3 matrix near the identity: channels mixed, then drawn to or from grey. */
  float[] colours(RandomGenerator random) {
    double most = settings.colour() * settings.strength();
    boolean grey = random.nextDouble() < settings.grey() * settings.strength();
    float saturation = grey ? 0 : (float) (1 + between(random, -1, 1) * most);
    float[] mix = new float[9];
    for (int row = 0; row < 3; row++) {
      float sum = 0;
      for (int column = 0; column < 3; column++) {
        double change = between(random, -1, 1) * most / (row == column ? 1 : 2);
        mix[3 * row + column] = (float) ((row == column ? 1 : 0) + change);
        sum += mix[3 * row + column];
      }
      for (int column = 0; column < 3; column++) {
        mix[3 * row + column] /= sum; // White stays white.
      }
    }
    float[] both = new float[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        float luma = 0;
        for (int k = 0; k < 3; k++) {
          luma += LUMA[k] * mix[3 * k + column];
        }
        both[3 * row + column] = luma + saturation * (mix[3 * row + column] - luma);
      }
    }
    return both;
  }

  /** Red, green, blue. */
  int[] background(RandomGenerator random) {
    boolean drawn = random.nextDouble() < settings.background() * settings.strength();
    int rgb = random.nextInt(1 << 24);
    return drawn
        ? new int[] {rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff}
        : spec.background().stream().mapToInt(Integer::intValue).toArray();
  }

  private static double between(RandomGenerator random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
