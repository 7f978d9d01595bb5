package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Box;
import io.alidade.api.Detector.Detection;
import io.alidade.api.Drawing;
import io.alidade.api.Drawing.Areas;
import io.alidade.api.Drawing.Mark;
import io.alidade.api.Drawing.Side;
import io.alidade.api.Phrase;
import io.alidade.api.Region;
import io.alidade.api.Scene;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneDrawingsTest {
  /** An image of 4 x 2 pixels that the model sees as 16 x 16. */
  private final SceneDrawings drawings = new SceneDrawings(4, 2, 16, 16, List.of("cat", "tree"));

  private final Region cat = new Region(new Box(4, 4, 12, 8), 0, Optional.empty(), false);
  private final Region tree = new Region(new Box(0, 0, 8, 16), 1, Optional.empty(), false);

  /** (4, 4, 12, 8) of 16 x 16 is (1/4, 1/4, 3/4, 1/2); of three boxes found two are drawn. */
  @Test
  void drawsAsManyOfTheSurestBoxesAsThereAreThings() {
    Detection sure = new Detection(new Box(4, 4, 12, 8), 0, 0.9);
    Detection less = new Detection(new Box(0, 0, 16, 16), 0, 0.5);
    Detection least = new Detection(new Box(0, 0, 8, 8), 1, 0.1);
    Drawing drawing = drawings.boxes(List.of(cat, tree), List.of(sure, less, least));
    assertThat(drawing.width()).isEqualTo(4);
    assertThat(drawing.height()).isEqualTo(2);
    assertThat(drawing.marks())
        .containsExactly(
            new Mark(Side.TRUE, "cat", 1, new Box(0.25f, 0.25f, 0.75f, 0.5f)),
            new Mark(Side.TRUE, "tree", 1, new Box(0, 0, 0.5f, 1)),
            new Mark(Side.SAID, "cat", 0.9, new Box(0.25f, 0.25f, 0.75f, 0.5f)),
            new Mark(Side.SAID, "cat", 0.5, new Box(0, 0, 1, 1)));
  }

  @Test
  void drawsWhatAPhraseSpeaksOfAndTheBoxChosen() {
    Phrase phrase = new Phrase("the tree", List.of(1), "base");
    Scene scene = new Scene(List.of(cat, tree), List.of(phrase));
    assertThat(drawings.phrase(phrase, scene, new Box(8, 8, 16, 16), 0.3).marks())
        .containsExactly(
            new Mark(Side.TRUE, "the tree", 1, new Box(0, 0, 0.5f, 1)),
            new Mark(Side.SAID, "the tree", 0.3, new Box(0.5f, 0.5f, 1, 1)));
  }

  /**
   * Layers 0 1 1 0 / 0 2 2 -1: one pixel of nothing, two of the first name that occurs, two of
   * nothing over the line's end, two of the second, and a crowd, which is nothing.
   */
  @Test
  void writesPixelsAsRunsAndReadsThemBack() {
    Drawing drawing =
        drawings.layers(new int[] {0, 1, 1, 0, 0, 2, 2, -1}, new int[] {2, 2, 2, 2, 2, 2, 2, 2});
    Areas truth = drawing.areas().get(0);
    assertThat(truth)
        .isEqualTo(
            new Areas(
                Side.TRUE, 4, 2, List.of("cat", "tree"), List.of(-1, 1, 0, 2, -1, 2, 1, 2, -1, 1)));
    assertThat(truth.labels()).containsExactly(-1, 0, 0, -1, -1, 1, 1, -1);
    assertThat(drawing.areas().get(1))
        .isEqualTo(new Areas(Side.SAID, 4, 2, List.of("tree"), List.of(0, 8)));
  }

  /**
   * 256 x 2 becomes 128 x 1: every other pixel of the first row, where pixel x has class x mod 4.
   */
  @Test
  void keepsFewerPixelsOfALargeImage() {
    int[] labels = new int[512];
    for (int p = 0; p < 512; p++) {
      labels[p] = p % 256 % 4;
    }
    Areas areas = Areas.of(Side.SAID, 256, 2, labels, List.of("a", "b", "c", "d"));
    assertThat(areas.width()).isEqualTo(128);
    assertThat(areas.height()).isEqualTo(1);
    assertThat(areas.names()).containsExactly("a", "c");
    assertThat(areas.labels()).startsWith(0, 1, 0, 1).hasSize(128);
  }
}
