package io.alidade.data.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhotoAugmentationTest {
  private static final ImageSpec SPEC =
      new ImageSpec(8, 6, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(0, 0, 0));

  private static PhotoSettings settings(PhotoStep... steps) {
    PhotoSettings none = PhotoSettings.NONE;
    return new PhotoSettings(
        List.of(steps),
        new PhotoSettings.Crop(0.2, 0.5, 0.75, 4.0 / 3, Kernel.BICUBIC),
        none.flip(),
        none.jitter(),
        none.grey(),
        new PhotoSettings.Blur(0.5, 5, 0.1, 2),
        none.randAugment());
  }

  private static Image photo() {
    byte[] pixels = new byte[3 * 40 * 30];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return new Image(40, 30, 3, pixels);
  }

  private static SplittableRandom random(String purpose, long item) {
    return new SplittableRandom(Seeds.mix(7, purpose, item));
  }

  @Test
  void givesTheSamePixelsForTheSameSeedPurposeAndItemAlone() {
    PhotoAugmentation all = new PhotoAugmentation(settings(PhotoStep.values()), SPEC);
    Pixels photo = Pixels.of(photo());
    int[] seen = new int[3];
    String[] purposes = {"augment", "augment", "second view"};
    for (int i = 0; i < 3; i++) {
      PhotoAugmentation.Drawn drawn = all.draw(random(purposes[i], 3), 40, 30);
      Image image = all.apply(photo, drawn);
      assertThat(image.height()).isEqualTo(8);
      assertThat(image.width()).isEqualTo(6);
      seen[i] = Arrays.hashCode(image.pixels());
    }
    assertThat(seen[1]).isEqualTo(seen[0]);
    assertThat(seen[2]).isNotEqualTo(seen[0]);
  }

  @Test
  void cropsWithinTheAskedAreasAndShapesAllOverTheImage() {
    PhotoAugmentation crop = new PhotoAugmentation(settings(PhotoStep.RANDOM_RESIZED_CROP), SPEC);
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (int i = 0; i < 500; i++) {
      Window window = crop.draw(random("crop", i), 40, 30).crop().orElseThrow();
      // Sides are rounded: at most half a pixel of at least 13.
      double area = (double) window.height() * window.width() / (40 * 30);
      assertThat(area).isBetween(0.18, 0.54);
      assertThat((double) window.width() / window.height()).isBetween(0.7, 1.43);
      first = Math.min(first, window.top());
      last = Math.max(last, window.bottom());
    }
    assertThat(first).isZero();
    assertThat(last).isEqualTo(40);
  }

  @Test
  void takesTheMiddleWhereNoCropFits() {
    PhotoAugmentation crop = new PhotoAugmentation(settings(PhotoStep.RANDOM_RESIZED_CROP), SPEC);
    // 400 pixels high, 3 wide: the least crop of 240 pixels is 13 wide.
    assertThat(crop.draw(random("crop", 1), 400, 3).crop()).contains(new Window(198, 0, 4, 3));
  }

  @Test
  void drawsEachStepInItsShareAndOrder() {
    PhotoAugmentation both = new PhotoAugmentation(settings(PhotoStep.GREY, PhotoStep.FLIP), SPEC);
    int grey = 0;
    int flips = 0;
    for (int i = 0; i < 1000; i++) {
      List<Change> changes = both.draw(random("steps", i), 40, 30).changes();
      grey += changes.contains(new Change.Grey()) ? 1 : 0;
      flips += changes.contains(new Change.Flip()) ? 1 : 0;
      if (changes.size() == 2) {
        assertThat(changes).containsExactly(new Change.Grey(), new Change.Flip());
      }
    }
    // 200 and 500 expected, standard deviations 12.6 and 15.8.
    assertThat(grey).isBetween(150, 250);
    assertThat(flips).isBetween(440, 560);
  }

  @Test
  void jittersInEveryOrder() {
    PhotoAugmentation jitter = new PhotoAugmentation(settings(PhotoStep.COLOUR_JITTER), SPEC);
    long orders =
        IntStream.range(0, 1000)
            .mapToObj(i -> jitter.draw(random("jitter", i), 40, 30).changes())
            .filter(changes -> !changes.isEmpty())
            .map(changes -> changes.stream().map(Object::getClass).toList())
            .distinct()
            .count();
    assertThat(orders).isEqualTo(24);
  }

  @Test
  void changesTwoPixelsAsCalculatedByHand() {
    Image two = new Image(1, 2, 3, new byte[] {100, 50, 0, 10, 20, 30});
    assertThat(new Change.Flip().apply(two).pixels()).containsExactly(10, 20, 30, 100, 50, 0);
    // 0.299 * 100 + 0.587 * 50 = 59.25; 2.99 + 11.74 + 3.42 = 18.15.
    assertThat(new Change.Grey().apply(two).pixels()).containsExactly(59, 59, 59, 18, 18, 18);
    // Cut, not rounded.
    assertThat(new Change.Brightness(0.55).apply(two).pixels())
        .containsExactly(55, 27, 0, 5, 11, 16);
    // The mean luma (59 + 18) / 2 = 38.5 is rounded to 39: 39 + 0.5 * 61 = 69.5.
    assertThat(new Change.Contrast(0.5).apply(two).pixels())
        .containsExactly(69, 44, 19, 24, 29, 34);
    assertThat(new Change.Saturation(0).apply(two).pixels())
        .containsExactly(59, 59, 59, 18, 18, 18);
    assertThat(new Change.Posterize(4).apply(two).pixels()).containsExactly(96, 48, 0, 0, 16, 16);
    assertThat(new Change.Solarize(40).apply(two).pixels())
        .containsExactly((byte) 155, (byte) 205, 0, 10, 20, 30);
    // A third of a turn: red to green.
    Image red = new Image(1, 1, 3, new byte[] {90, 0, 0});
    assertThat(new Change.Hue(1 / 3.0).apply(red).pixels()).containsExactly(0, 90, 0);
    assertThat(Warping.translate(1, 0).apply(two).pixels()).containsExactly(0, 0, 0, 100, 50, 0);
  }

  @Test
  void refusesACropBehindAnotherStep() {
    assertThatThrownBy(() -> settings(PhotoStep.FLIP, PhotoStep.RANDOM_RESIZED_CROP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps has random-resized-crop behind another step; expected it first");
  }
}
