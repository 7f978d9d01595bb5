package io.alidade.data;

import io.alidade.api.ImageSpec;

/** What each of 256 levels becomes for a model: {@code (level / 255 - mean) / deviation}. */
public final class Levels {
  private static final int LEVELS = 256;

  private final float[] values = new float[3 * LEVELS];

  public Levels(ImageSpec spec) {
    for (int c = 0; c < 3; c++) {
      float scale = scale(spec, c);
      float shift = shift(spec, c);
      for (int level = 0; level < LEVELS; level++) {
        values[LEVELS * c + level] = level * scale + shift;
      }
    }
  }

  /** What a level is multiplied by. */
  static float scale(ImageSpec spec, int channel) {
    return 1 / (255 * spec.deviation().get(channel));
  }

  /** What is added then. */
  static float shift(ImageSpec spec, int channel) {
    return -spec.mean().get(channel) / spec.deviation().get(channel);
  }

  /** A level of a channel. */
  float of(int channel, int level) {
    return values[LEVELS * channel + level];
  }

  /** One image {@code (H, W, 3)} into {@code out} from {@code offset}: {@code (3, H, W)}. */
  public void planes(byte[] rgb, float[] out, int offset) {
    int cells = rgb.length / 3;
    for (int c = 0; c < 3; c++) {
      int at = offset + c * cells;
      for (int i = 0; i < cells; i++) {
        out[at + i] = values[LEVELS * c + (rgb[3 * i + c] & 0xff)];
      }
    }
  }
}
