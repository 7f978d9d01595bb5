package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a map of 2 x 2 places of 8 pixels, whose middles are (4, 4), (12, 4), (4, 12), (12, 12). */
class DenseBoxesTest {
  private NDManager manager;
  private DenseBoxes boxes;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
    boxes = new DenseBoxes(4, 8, manager, new SplittableRandom(1));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Each row a place: a logit and a box. */
  private NDArray dense(float[]... places) {
    float[] flat = new float[places.length * 5];
    for (int n = 0; n < places.length; n++) {
      System.arraycopy(places[n], 0, flat, 5 * n, 5);
    }
    return manager.create(flat, new Shape(1, places.length, 5));
  }

  private static float[] place(float logit, float left, float top, float right, float bottom) {
    return new float[] {logit, left, top, right, bottom};
  }

  @Test
  void beginsWithSquaresOfFourStridesAndFewThings() {
    NDArray map = manager.zeros(new Shape(1, 4, 2, 2));
    // Biases alone: a logit of -2, and exp(0) times two strides to each side.
    assertThat(boxes.dense(map).toFloatArray())
        .containsExactly(
            -2, -12, -12, 20, 20, -2, -4, -12, 28, 20, -2, -12, -4, 20, 28, -2, -4, -4, 28, 28);
  }

  @Test
  void asksThePlaceInTheMiddleOfAThing() {
    // The thing's middle is (4, 4): (12, 4) is a whole stride away, and not asked.
    NDArray said =
        dense(
            place(0, 0, 0, 8, 4), place(0, 0, 0, 1, 1), place(0, 0, 0, 1, 1), place(0, 0, 0, 1, 1));
    DenseBoxes.Losses losses = boxes.losses(said, List.of(List.of(new Box(0, 0, 8, 8))), 2);
    // Focal loss at p = 1/2: alpha (1 - p)^2 ln 2 = ln 2 / 16 where asked, 3 ln 2 / 16 elsewhere.
    assertThat(losses.objectness().getFloat())
        .isCloseTo((float) (Math.log(2) * (1 + 3 * 3) / 16), within(1e-6f));
    // Half of the thing, nothing beyond it: 1 - 1/2.
    assertThat(losses.boxes().getFloat()).isCloseTo(0.5f, within(1e-6f));
  }

  @Test
  void givesAPlaceToTheSmallestThing() {
    NDArray said =
        dense(
            place(0, 2, 2, 6, 6), place(0, 0, 0, 1, 1), place(0, 0, 0, 1, 1), place(0, 0, 0, 1, 1));
    List<Box> nested = List.of(new Box(0, 0, 8, 8), new Box(2, 2, 6, 6));
    assertThat(boxes.losses(said, List.of(nested), 2).boxes().getFloat())
        .isCloseTo(0, within(1e-6f));
  }

  @Test
  void asksForASmallThingOnlyInsideOfItUnlessNoPlaceIs() {
    // Middle (7, 7), sides 6: (4, 4) is 3 away and inside, (12, 4) 5 away and outside.
    NDArray said =
        dense(
            place(0, 4, 4, 10, 10),
            place(0, 0, 0, 1, 1),
            place(0, 0, 0, 1, 1),
            place(0, 0, 0, 1, 1));
    assertThat(boxes.losses(said, List.of(List.of(new Box(4, 4, 10, 10))), 2).boxes().getFloat())
        .isCloseTo(0, within(1e-6f));
    // Middle (8, 4), sides 2: both places of the upper row are half a stride away, and asked.
    NDArray both =
        dense(
            place(0, 7, 3, 9, 5), place(0, 7, 3, 9, 5), place(0, 0, 0, 1, 1), place(0, 0, 0, 1, 1));
    assertThat(boxes.losses(both, List.of(List.of(new Box(7, 3, 9, 5))), 2).boxes().getFloat())
        .isCloseTo(0, within(1e-6f));
  }

  @Test
  void learnsFromASceneWithoutAThing() {
    NDArray said = dense(place(0, 0, 0, 8, 8), place(0, 0, 0, 8, 8));
    DenseBoxes.Losses losses = boxes.losses(said, List.of(List.of()), 2);
    assertThat(losses.objectness().getFloat())
        .isCloseTo((float) (Math.log(2) * 2 * 3 / 16), within(1e-6f));
    assertThat(losses.boxes().getFloat()).isZero();
  }

  @Test
  void proposesTheSurestOfOverlappingBoxesInsideTheImage() {
    NDArray said =
        dense(
            place(0, -4, 0, 8, 8), // clipped to 8 x 8
            place(1, 0, 0, 8, 7), // 7/8 of it, and surer
            place(-1, 8, 8, 16, 16),
            place(2, 20, 20, 30, 30)); // beyond the image: nothing is left of it
    List<DenseBoxes.Proposal> proposals = DenseBoxes.proposals(said, 5, 16, 16).get(0);
    assertThat(proposals)
        .extracting(DenseBoxes.Proposal::box)
        .containsExactly(new Box(0, 0, 8, 7), new Box(8, 8, 16, 16));
    assertThat(proposals.get(0).score()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-6));
    assertThat(DenseBoxes.proposals(said, 1, 16, 16).get(0)).hasSize(1);
  }
}
