package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.Box;
import io.alidade.api.Image;
import io.alidade.api.Mask;
import io.alidade.api.Region;
import io.alidade.api.Sample;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A mask of another size than its image, wherever evaluation reads masks. */
class MaskSizesTest {
  /** Two images, four pixels wide and two high; the mask is the second one's. */
  private record Two(Mask mask) implements Split {
    @Override
    public String name() {
      return "validation";
    }

    @Override
    public int size() {
      return 2;
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
      Mask own = index == 0 ? new Mask(4, 2, new BitSet()) : mask;
      Region region = new Region(new Box(0, 0, 4, 2), 1, Optional.of(own), false);
      Scene scene = new Scene(List.of(region), List.of());
      return new SampleText("scene/" + index, List.of(), -1, "" + index, scene);
    }

    @Override
    public List<String> classNames() {
      return List.of("cat", "key");
    }
  }

  private static List<Scene> visited(Mask mask) {
    List<Scene> all = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      new ScenePictures(new Two(mask), Toy.PIXEL)
          .each(2, manager, (indices, images, scenes) -> all.addAll(scenes));
    }
    return all;
  }

  private static void refuses(ThrowingCallable reading, String size) {
    assertThatThrownBy(reading)
        .isInstanceOf(AlidadeException.class)
        .hasMessage(
            "validation: scene/1 has a mask of %s pixels; expected 4 x 2, as its image has", size)
        .extracting(thrown -> ((AlidadeException) thrown).kind())
        .isEqualTo(AlidadeException.Kind.DATA);
  }

  @Test
  void isRefusedByProtocols() {
    assertThat(visited(new Mask(4, 2, new BitSet()))).hasSize(2);
    refuses(() -> visited(new Mask(2, 4, new BitSet())), "2 x 4");
    refuses(() -> visited(new Mask(2, 2, new BitSet())), "2 x 2");
    refuses(() -> visited(new Mask(4, 3, new BitSet())), "4 x 3");
  }

  /** At 2 x 2 every other pixel counts: of the image's first row the first and the third. */
  @Test
  void isRefusedByTheChoiceOfABackground() {
    BitSet third = new BitSet();
    third.set(2);
    assertThat(BackgroundChoice.truth(new Two(new Mask(4, 2, third)), 1, 2))
        .containsExactly(0, 2, 0, 0);
    refuses(() -> BackgroundChoice.truth(new Two(new Mask(2, 4, third)), 1, 2), "2 x 4");
    refuses(() -> BackgroundChoice.truth(new Two(new Mask(2, 2, third)), 1, 2), "2 x 2");
  }
}
