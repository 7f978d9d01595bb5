package io.alidade.data.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageTransformTest {
  private static ImageSpec spec(int height, int width) {
    return new ImageSpec(height, width, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(0, 0, 0));
  }

  private static Pixels grey(int height, int width, int... levels) {
    byte[] samples = new byte[levels.length];
    for (int i = 0; i < levels.length; i++) {
      samples[i] = (byte) levels[i];
    }
    return new Pixels(Layout.GREY, height, width, samples);
  }

  private static int[] reds(Image image) {
    int[] reds = new int[image.height() * image.width()];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = image.pixels()[3 * i] & 0xff;
    }
    return reds;
  }

  private static ImageTransform transform(Preprocessing like, Fit fit, Kernel kernel, int padding) {
    return new ImageTransform(like, fit, kernel, padding);
  }

  @Test
  void halvesByTheTriangle() {
    // Reach 2 around 1 and 3: (0.75, 0.75, 0.25) / 1.75 and its mirror.
    ImageTransform squash = transform(Preprocessing.OPEN_CLIP, Fit.SQUASH, Kernel.BILINEAR, 0);
    // (0.75 * 0 + 0.75 * 100 + 0.25 * 200) / 1.75 = 71.4; (25 + 150 + 187.5) / 1.75 = 207.1.
    assertThat(reds(squash.apply(grey(1, 4, 0, 100, 200, 250), spec(1, 2))))
        .containsExactly(71, 207);
  }

  @Test
  void cutsOvershootOfTheCubicBetweenThePasses() {
    ImageTransform squash = transform(Preprocessing.OPEN_CLIP, Fit.SQUASH, Kernel.BICUBIC, 0);
    // Weights at distances 0.25, 0.75, 1.25, 1.75: 0.8672, 0.2266, -0.0703, -0.0234. Beside the
    // edge
    // 255 (0.2266 - 0.0234) = 51.8 and 255 (0.8672 - 0.0703) = 203.2; one further -17.9 and 272.9.
    assertThat(reds(squash.apply(grey(1, 4, 0, 0, 255, 255), spec(1, 8))))
        .containsExactly(0, 0, 0, 52, 203, 255, 255, 255);
  }

  @Test
  void cropsTheMiddleOfTheLongerSide() {
    ImageTransform clip = ImageTransform.CLIP;
    assertThat(reds(clip.apply(grey(1, 5, 1, 2, 3, 4, 5), spec(1, 1)))).containsExactly(3);
    // 3 pixels too many: open_clip begins at round(1.5) = 2, transformers at 1.
    assertThat(reds(clip.apply(grey(1, 4, 1, 2, 3, 4), spec(1, 1)))).containsExactly(3);
    ImageTransform other = transform(Preprocessing.HUGGING_FACE, Fit.SHORTEST, Kernel.BICUBIC, 0);
    assertThat(reds(other.apply(grey(1, 4, 1, 2, 3, 4), spec(1, 1)))).containsExactly(2);
  }

  @Test
  void padsTheShorterSideWithTheOddPixelLast() {
    ImageTransform longest = transform(Preprocessing.OPEN_CLIP, Fit.LONGEST, Kernel.BICUBIC, 9);
    assertThat(reds(longest.apply(grey(1, 4, 1, 2, 3, 4), spec(4, 4))))
        .containsExactly(9, 9, 9, 9, 1, 2, 3, 4, 9, 9, 9, 9, 9, 9, 9, 9);
  }

  @Test
  void givesTheSameWithinACropAsWithoutIt() {
    int[] levels = new int[40 * 30];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = i * 7919 % 256;
    }
    for (Pixels pixels : List.of(grey(40, 30, levels), grey(30, 40, levels))) {
      Window whole = Window.whole(pixels.height(), pixels.width());
      int[] all = reds(pixels.resize(whole, 13, 12, Kernel.BICUBIC, Window.whole(13, 12)).rgb());
      int[] part = reds(pixels.resize(whole, 13, 12, Kernel.BICUBIC, new Window(5, 3, 6, 7)).rgb());
      for (int i = 0; i < part.length; i++) {
        assertThat(part[i]).isEqualTo(all[(5 + i / 7) * 12 + 3 + i % 7]);
      }
    }
  }

  @Test
  void refusesALevelThatIsNone() {
    assertThatThrownBy(() -> transform(Preprocessing.OPEN_CLIP, Fit.LONGEST, Kernel.BOX, 256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("padding is 256; expected 0 to 255");
  }
}
