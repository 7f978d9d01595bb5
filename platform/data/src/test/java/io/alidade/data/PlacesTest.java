package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.Box;
import io.alidade.api.Field;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Mask;
import io.alidade.api.Region;
import io.alidade.api.Sample;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import io.alidade.data.photo.PhotoSettings;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What training reads of masks, through its feeder. */
class PlacesTest {
  private static final ImageSpec SQUARE =
      new ImageSpec(4, 4, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(255, 255, 255));

  /** One image, four pixels wide and two high, with one thing of class 1 in it. */
  private record One(Optional<Mask> mask) implements Split {
    @Override
    public String name() {
      return "train";
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Sample sample(int index) {
      SampleText text = text(index);
      Image image = new Image(2, 4, 3, new byte[2 * 4 * 3]);
      return new Sample(
          text.id(), image, text.captions(), text.label(), text.group(), text.scene());
    }

    @Override
    public SampleText text(int index) {
      Region region = new Region(new Box(0, 0, 4, 2), 1, mask, false);
      return new SampleText("scene/7", List.of(), -1, "7", new Scene(List.of(region), List.of()));
    }

    @Override
    public List<String> classNames() {
      return List.of("cat", "key");
    }
  }

  private static long[] read(Optional<Mask> mask) {
    DataSettings settings =
        new DataSettings(
            "toy/one",
            "train",
            "",
            false,
            1,
            AugmentSettings.NONE,
            PhotoSettings.NONE,
            CaptionSettings.PLAIN);
    Set<Field> fields = Set.of(Field.MASK);
    try (Feeder feeder =
            new Feeder(new One(mask), SQUARE, Optional.empty(), fields, settings, 1, 0, 0, 1);
        NDManager manager = NDManager.newBaseManager()) {
      return feeder.next(manager).get(Field.MASK).toLongArray();
    }
  }

  private static void refuses(Optional<Mask> mask, String message) {
    assertThatThrownBy(() -> read(mask))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(message)
        .extracting(thrown -> ((AlidadeException) thrown).kind())
        .isEqualTo(AlidadeException.Kind.DATA);
  }

  /** The pixels (0, 0), (3, 0) and (2, 1): each row of the image is two of the model's. */
  @Test
  void stretchesAMaskAsItsImage() {
    BitSet bits = new BitSet();
    bits.set(0);
    bits.set(3);
    bits.set(4 + 2);
    assertThat(read(Optional.of(new Mask(4, 2, bits))))
        .containsExactly(1, -1, -1, 1, 1, -1, -1, 1, -1, -1, 1, -1, -1, -1, 1, -1);
  }

  /** As many pixels, fewer and more. */
  @Test
  void refusesAMaskOfAnotherSizeThanItsImage() {
    String sentence =
        "train: scene/7: region 0 has a mask of %s pixels; expected 4 x 2, as its image has";
    refuses(Optional.of(new Mask(2, 4, new BitSet())), sentence.formatted("2 x 4"));
    refuses(Optional.of(new Mask(2, 2, new BitSet())), sentence.formatted("2 x 2"));
    refuses(Optional.of(new Mask(4, 3, new BitSet())), sentence.formatted("4 x 3"));
  }

  @Test
  void refusesARegionWithoutAMask() {
    refuses(
        Optional.empty(),
        "train: scene/7: region 0 has no mask; expected one of its image's 4 x 2 pixels");
  }
}
