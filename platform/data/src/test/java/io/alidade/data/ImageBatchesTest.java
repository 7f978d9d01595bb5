package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Field;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.data.photo.PhotoSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageBatchesTest {
  private static final ImageSpec ONE =
      new ImageSpec(1, 1, List.of(.5f, .5f, .5f), List.of(.25f, .5f, 1f), List.of(255, 0, 51));

  /** Pixel k of n is k, in every channel. */
  private static Image ramp(int width, int channels) {
    byte[] bytes = new byte[width * channels];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i / channels);
    }
    return new Image(1, width, channels, bytes);
  }

  private record One(Image image) implements Split {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Sample sample(int index) {
      return new Sample("a", image, List.of(), 0, "a");
    }

    @Override
    public SampleText text(int index) {
      return new SampleText("a", List.of(), 0, "a");
    }

    @Override
    public List<String> classNames() {
      return List.of("a");
    }
  }

  /** A picture twice as wide as high: its middle is trained on, as it is tested on. */
  @Test
  void trainingFitsAnImageAsTestsDo() {
    byte[] pixels = new byte[20 * 40 * 3];
    new java.util.Random(1).nextBytes(pixels);
    Split split = new One(new Image(20, 40, 3, pixels));
    for (ImageSpec.Fit fit : ImageSpec.Fit.values()) {
      ImageSpec spec =
          new ImageSpec(
              8, 8, List.of(.5f, .5f, .5f), List.of(.3f, .3f, .3f), List.of(255, 255, 255), fit);
      try (NDManager manager = NDManager.newBaseManager();
          Feeder feeder =
              new Feeder(
                  split,
                  spec,
                  Optional.empty(),
                  Set.of(Field.IMAGE),
                  new DataSettings(
                      "a",
                      "test",
                      "",
                      false,
                      1,
                      AugmentSettings.NONE,
                      PhotoSettings.NONE,
                      CaptionSettings.PLAIN),
                  1,
                  1,
                  0,
                  1)) {
        float[] tested = ImageBatches.load(split, new int[] {0}, spec, manager).toFloatArray();
        float[] trained = feeder.next(manager).images().duplicate().toFloatArray();
        for (int i = 0; i < tested.length; i++) {
          // A squashed drawing is kept in whole levels, 1 / 255 / 0.3 apart.
          assertThat(trained[i]).as(fit + " " + i).isCloseTo(tested[i], within(0.014f));
        }
      }
    }
  }

  @Test
  void laysTransparentPixelsOnTheBackgroundAndNormalises() {
    // Premultiplied: colour (51, 102, 0) at alpha 102, so three fifths of the background show.
    Image image = new Image(1, 1, 4, new byte[] {51, 102, 0, 102});
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray batch = ImageBatches.load(new One(image), new int[] {0, 0}, ONE, manager);
      assertThat(batch.getShape().getShape()).containsExactly(2, 3, 1, 1);
      // Red 51 + 153 = 204, green 102, blue 30.6.
      float[] expected = {(.8f - .5f) / .25f, (.4f - .5f) / .5f, .12f - .5f};
      for (int i = 0; i < 6; i++) {
        assertThat(batch.toFloatArray()[i]).isCloseTo(expected[i % 3], within(1e-6f));
      }
    }
  }

  @Test
  void averagesUnderATriangleWhenShrinking() {
    // Halving 6 pixels: weights 1/8, 3/8, 3/8, 1/8 inside, 3/7, 3/7, 1/7 at the edges.
    float[] half = Resize.planes(ramp(6, 3), 1, 3);
    assertThat(half[0]).isCloseTo((0 * 3 + 1 * 3 + 2) / 7f, within(1e-5f));
    assertThat(half[1]).isCloseTo((1 + 2 * 3 + 3 * 3 + 4) / 8f, within(1e-5f));
    assertThat(half[2]).isCloseTo((3 + 4 * 3 + 5 * 3) / 7f, within(1e-5f));
  }

  @Test
  void interpolatesWhenGrowingAndKeepsTheSameSize() {
    float[] grown = Resize.planes(ramp(2, 3), 1, 4);
    assertThat(List.of(grown[0], grown[1], grown[2], grown[3])).containsExactly(0f, .25f, .75f, 1f);
    assertThat(Resize.planes(ramp(3, 4), 1, 3)).startsWith(0f, 1f, 2f);
  }
}
