package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.List;
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
