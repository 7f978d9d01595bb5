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

  Augmentation(AugmentSettings settings, ImageSpec spec) {
    this.settings = settings;
    this.spec = spec;
  }

  /**
   * One image, already at the model's size.
   *
   * @param rgba premultiplied, {@code (H, W, 4)}
   * @param out takes {@code (H, W, 3)} from {@code offset}
   */
  void apply(byte[] rgba, RandomGenerator random, byte[] out, int offset) {
    float[] warp = warp(random);
    float[] colours = colours(random);
    int[] background = background(random);
    float[] pixel = new float[4];
    int height = spec.height();
    int width = spec.width();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float dx = x + 0.5f - width / 2f;
        float dy = y + 0.5f - height / 2f;
        float sx = warp[0] * dx + warp[1] * dy + warp[2] + width / 2f - 0.5f;
        float sy = warp[3] * dx + warp[4] * dy + warp[5] + height / 2f - 0.5f;
        sample(rgba, sx, sy, pixel);
        float rest = 1 - pixel[3] / 255;
        int at = offset + (y * width + x) * 3;
        for (int c = 0; c < 3; c++) {
          float value =
              colours[3 * c] * pixel[0]
                  + colours[3 * c + 1] * pixel[1]
                  + colours[3 * c + 2] * pixel[2];
          value = Math.max(0, Math.min(pixel[3], value)) + background[c] * rest;
          out[at + c] = (byte) Math.round(Math.min(255, value));
        }
      }
    }
  }

  /** From a target's offset from the centre to the source's: the inverse of what is done. */
  private float[] warp(RandomGenerator random) {
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
  private float[] colours(RandomGenerator random) {
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
  private int[] background(RandomGenerator random) {
    boolean drawn = random.nextDouble() < settings.background() * settings.strength();
    int rgb = random.nextInt(1 << 24);
    return drawn
        ? new int[] {rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff}
        : spec.background().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Bilinear; transparent outside. */
  private void sample(byte[] rgba, float x, float y, float[] pixel) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float right = x - left;
    float down = y - top;
    pixel[0] = pixel[1] = pixel[2] = pixel[3] = 0;
    add(rgba, left, top, (1 - right) * (1 - down), pixel);
    add(rgba, left + 1, top, right * (1 - down), pixel);
    add(rgba, left, top + 1, (1 - right) * down, pixel);
    add(rgba, left + 1, top + 1, right * down, pixel);
  }

  private void add(byte[] rgba, int x, int y, float weight, float[] pixel) {
    if (weight > 0 && x >= 0 && y >= 0 && x < spec.width() && y < spec.height()) {
      int at = (y * spec.width() + x) * 4;
      for (int c = 0; c < 4; c++) {
        pixel[c] += weight * (rgba[at + c] & 0xff);
      }
    }
  }

  private static double between(RandomGenerator random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
