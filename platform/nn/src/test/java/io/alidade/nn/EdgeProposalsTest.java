package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A black image of 32 x 32 with white rectangles. */
class EdgeProposalsTest {
  private static final int SIDE = 32;
  private static final ProposalSettings SETTINGS =
      new ProposalSettings(List.of(16, 20), 5, 10, 0.5);

  private static float[] image(Box... rectangles) {
    float[] planes = new float[3 * SIDE * SIDE];
    for (Box box : rectangles) {
      for (int p = 0; p < planes.length; p++) {
        int x = p % SIDE;
        int y = p / SIDE % SIDE;
        if (x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom()) {
          planes[p] = 1;
        }
      }
    }
    return planes;
  }

  /** A pixel differs from the one behind it: edges begin one pixel before the thing. */
  @Test
  void findsTheBoxAroundAThing() {
    List<Box> boxes =
        new EdgeProposals(image(new Box(10, 12, 20, 24)), SIDE, SIDE, SETTINGS).boxes();
    assertThat(boxes.get(0)).isEqualTo(new Box(9, 11, 20, 24));
  }

  @Test
  void findsEachOfTwoThings() {
    List<Box> boxes =
        new EdgeProposals(
                image(new Box(2, 2, 12, 12), new Box(18, 18, 30, 30)), SIDE, SIDE, SETTINGS)
            .boxes();
    assertThat(boxes.subList(0, 2))
        .containsExactlyInAnyOrder(new Box(1, 1, 12, 12), new Box(17, 17, 30, 30));
  }

  @Test
  void givesAtMostSoMany() {
    ProposalSettings one = new ProposalSettings(List.of(16, 20), 5, 1, 0.5);
    float[] two = image(new Box(2, 2, 12, 12), new Box(18, 18, 30, 30));
    assertThat(new EdgeProposals(two, SIDE, SIDE, one).boxes()).hasSize(1);
  }

  @Test
  void takesAPlainSurfaceWhole() {
    Engine.configure(1);
    float[] grey = new float[3 * SIDE * SIDE];
    Arrays.fill(grey, 0.4f);
    assertThat(new EdgeProposals(grey, SIDE, SIDE, SETTINGS).boxes()).isEmpty();
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      assertThat(EdgeProposals.of(manager.create(grey, new Shape(1, 3, SIDE, SIDE)), SETTINGS))
          .containsExactly(new Box(0, 0, SIDE, SIDE));
    }
  }
}
