package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import io.alidade.api.Detector.Detection;
import io.alidade.nn.DenseBoxes.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedRegionsTest {
  private static final Box HERE = new Box(0, 0, 8, 8);
  private static final Box NEAR = new Box(0, 0, 8, 7); // overlaps it by 7/8
  private static final Box THERE = new Box(10, 10, 12, 12);

  @Test
  void multipliesThingByNameAndKeepsTheSurestOfAClass() {
    Engine.configure(1);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray names = // two classes and none; one row a proposal
          manager.create(
              new float[] {
                0.5f, 0.3f, 0.2f, // here, a thing by 0.8
                0.6f, 0.1f, 0.3f, // near, a thing by 1
                0.00005f, 0.9f, 0.09995f // in the second image
              },
              new Shape(3, 3));
      List<List<Detection>> said =
          NamedRegions.of(
              List.of(
                  List.of(new Proposal(HERE, 0.8), new Proposal(NEAR, 1)),
                  List.of(new Proposal(THERE, 0.5))),
              names,
              2);
      assertThat(said.get(0)).extracting(Detection::box).containsExactly(NEAR, HERE);
      assertThat(said.get(0)).extracting(Detection::label).containsExactly(0, 1);
      assertThat(said.get(0).get(0).score()).isCloseTo(0.6, within(1e-6)); // not 0.8 * 0.5
      assertThat(said.get(0).get(1).score()).isCloseTo(0.24, within(1e-6)); // not 0.1
      assertThat(said.get(1)).extracting(Detection::label).containsExactly(1); // 0.00005 is faint
      assertThat(said.get(1).get(0).score()).isCloseTo(0.45, within(1e-6));
    }
  }
}
