package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final int SIDE = 16;
  private static final ImageSpec SPEC =
      new ImageSpec(SIDE, SIDE, List.of(1f, 1f, 1f), List.of(1f, 1f, 1f), List.of(255, 255, 255));

  /** Strength 1 with only the named change on. */
  private static AugmentSettings only(
      double shrink, double enlarge, double rotation, double shift, double grey, double ground) {
    return new AugmentSettings(1, shrink, enlarge, rotation, shift, 0, grey, ground);
  }

  private static byte[] apply(AugmentSettings settings, byte[] rgba, long seed) {
    float[] out = new float[SIDE * SIDE * 3];
    new Augmentation(settings, SPEC).apply(padded(rgba), new SplittableRandom(seed), out);
    byte[] levels = new byte[out.length];
    for (int i = 0; i < out.length; i++) {
      levels[i] = (byte) Math.round((out[i] + 1) * 255); // The model's mean and deviation are 1.
    }
    return levels;
  }

  private static Padded padded(byte[] rgba) {
    return Padded.of(new Image(SIDE, SIDE, 4, rgba), SPEC);
  }

  /** A red square of {@code side} pixels in the middle, nothing around it. */
  private static byte[] square(int side) {
    byte[] rgba = new byte[SIDE * SIDE * 4];
    int low = (SIDE - side) / 2;
    for (int y = low; y < low + side; y++) {
      for (int x = low; x < low + side; x++) {
        rgba[4 * (y * SIDE + x)] = (byte) 200;
        rgba[4 * (y * SIDE + x) + 3] = (byte) 255;
      }
    }
    return rgba;
  }

  /** How much of the picture is covered, in pixels: white has green 255, the square has 0. */
  private static double covered(byte[] rgb) {
    double sum = 0;
    for (int i = 1; i < rgb.length; i += 3) {
      sum += 1 - (rgb[i] & 0xff) / 255.0;
    }
    return sum;
  }

  /** The mean column of what is covered. */
  private static double centre(byte[] rgb) {
    double sum = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      sum += (1 - (rgb[3 * i + 1] & 0xff) / 255.0) * (i % SIDE + 0.5);
    }
    return sum / covered(rgb);
  }

  @Test
  void changesNothingAtStrengthZero() {
    AugmentSettings off = new AugmentSettings(0, 0.7, 1.4, 17, 0.15, 0.3, 1, 1);
    byte[] rgb = apply(off, square(8), 1);
    for (int i = 0; i < SIDE * SIDE; i++) {
      boolean inside = i % SIDE >= 4 && i % SIDE < 12 && i / SIDE >= 4 && i / SIDE < 12;
      int[] pixel = {rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff};
      assertThat(pixel).containsExactly(inside ? new int[] {200, 0, 0} : new int[] {255, 255, 255});
    }
  }

  @Test
  void scalesWithinItsLimits() {
    // A square of 64 pixels covers 64 * scale^2: 31 at 0.7, 125 at 1.4, some a little inside.
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int seed = 0; seed < 100; seed++) {
      double area = covered(apply(only(0.7, 1.4, 0, 0, 0, 0), square(8), seed));
      least = Math.min(least, area);
      most = Math.max(most, area);
    }
    assertThat(least).isBetween(29.0, 36.0);
    assertThat(most).isBetween(115.0, 128.0);
  }

  @Test
  void shiftsWithinItsLimitsToBothSides() {
    // A quarter of 16 pixels is 4 either way; the square's middle is at 8.
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int seed = 0; seed < 100; seed++) {
      double at = centre(apply(only(1, 1, 0, 0.25, 0, 0), square(4), seed));
      least = Math.min(least, at);
      most = Math.max(most, at);
    }
    assertThat(least).isBetween(3.95, 4.4);
    assertThat(most).isBetween(11.6, 12.05);
  }

  @Test
  void rotatesWithoutChangingSize() {
    // One angle's grid may catch a pixel or two more; the mean over angles is the square's 64.
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      double area = covered(apply(only(1, 1, 90, 0, 0, 0), square(8), seed));
      assertThat(area).isBetween(61.0, 67.0);
      sum += area;
    }
    assertThat(sum / 200).isBetween(63.5, 64.5);
    assertThat(apply(only(1, 1, 90, 0, 0, 0), square(8), 5))
        .isNotEqualTo(apply(AugmentSettings.NONE, square(8), 5));
  }

  @Test
  void takesColourAwayKeepingBrightness() {
    byte[] rgb = apply(only(1, 1, 0, 0, 1, 0), square(8), 1);
    int middle = 3 * (8 * SIDE + 8);
    // 0.299 * 200 = 59.8 in every channel; white around it stays white.
    assertThat(new int[] {rgb[middle], rgb[middle + 1], rgb[middle + 2]})
        .containsExactly(60, 60, 60);
    assertThat(rgb[0] & 0xff).isEqualTo(255);
  }

  @Test
  void laysTheAskedShareOnARandomColourAndLeavesTheDrawingAsItIs() {
    int changed = 0;
    for (int seed = 0; seed < 1000; seed++) {
      byte[] rgb = apply(only(1, 1, 0, 0, 0, 0.3), square(8), seed);
      int middle = 3 * (8 * SIDE + 8);
      assertThat(new int[] {rgb[middle] & 0xff, rgb[middle + 1], rgb[middle + 2]})
          .containsExactly(200, 0, 0);
      if ((rgb[0] & 0xff) != 255 || (rgb[1] & 0xff) != 255 || (rgb[2] & 0xff) != 255) {
        changed++;
      }
    }
    // 300 expected, standard deviation 14.5.
    assertThat(changed).isBetween(250, 350);
  }

  @Test
  void givesWhatThePlainFormulaGives() {
    AugmentSettings wild = new AugmentSettings(1, 0.3, 3, 180, 1, 0.8, 0.2, 0.5);
    byte[] rgba = new byte[SIDE * SIDE * 4];
    SplittableRandom noise = new SplittableRandom(1);
    for (int i = 0; i < rgba.length; i += 4) {
      int alpha = noise.nextInt(3) * 255 / 2; // Nothing, half, all.
      rgba[i + 3] = (byte) alpha;
      for (int c = 0; c < 3; c++) {
        rgba[i + c] = (byte) noise.nextInt(alpha + 1);
      }
    }
    for (int seed = 0; seed < 200; seed++) {
      assertThat(apply(wild, rgba, seed)).isEqualTo(plain(wild, rgba, seed));
    }
  }

  /** Pixel by pixel, neighbour by neighbour, each asked whether it is inside. */
  private static byte[] plain(AugmentSettings settings, byte[] rgba, long seed) {
    Augmentation augmentation = new Augmentation(settings, SPEC);
    SplittableRandom random = new SplittableRandom(seed);
    float[] warp = augmentation.warp(random);
    float[] colours = augmentation.colours(random);
    int[] background = augmentation.background(random);
    byte[] out = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int targetRow = i / SIDE;
      float dx = i % SIDE + 0.5f - SIDE / 2f;
      float dy = targetRow + 0.5f - SIDE / 2f;
      float x = warp[0] * dx + warp[1] * dy + warp[2] + SIDE / 2f - 0.5f;
      float y = warp[3] * dx + warp[4] * dy + warp[5] + SIDE / 2f - 0.5f;
      int left = (int) Math.floor(x);
      int top = (int) Math.floor(y);
      float[] pixel = new float[4];
      for (int k = 0; k < 4; k++) {
        int column = left + k % 2;
        int row = top + k / 2;
        float weight =
            (k % 2 == 0 ? 1 - (x - left) : x - left) * (k / 2 == 0 ? 1 - (y - top) : y - top);
        if (column >= 0 && column < SIDE && row >= 0 && row < SIDE) {
          for (int c = 0; c < 4; c++) {
            pixel[c] += weight * (rgba[4 * (row * SIDE + column) + c] & 0xff);
          }
        }
      }
      for (int c = 0; c < 3; c++) {
        float value =
            colours[3 * c] * pixel[0]
                + colours[3 * c + 1] * pixel[1]
                + colours[3 * c + 2] * pixel[2];
        value = Math.max(0, Math.min(pixel[3], value)) + background[c] * (1 - pixel[3] / 255);
        out[3 * i + c] = (byte) Math.round(Math.min(255, value));
      }
    }
    return out;
  }
}
