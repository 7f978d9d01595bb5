package io.alidade.baseline.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.ImageSpec;
import io.alidade.nn.Engine;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PixelMemoryGoldenTest {
  private static final int SIDE = 4;

  /**
   * scikit-learn's KNeighborsClassifier by cosine, one neighbour. Its vectors x of 24 numbers enter
   * as images (x, -x) of 48: those are free of a mean, and their cosines are those of x.
   */
  @Test
  void findsTheNeighboursOfTheReference() {
    Engine.configure(1);
    try (NDManager manager = Engine.openOnCpu()) {
      GoldenCase golden = Golden.read("transfer/knn");
      ImageSpec spec =
          new ImageSpec(
              SIDE, SIDE, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(255, 255, 255));
      String[] labels =
          LongStream.of(golden.tensor("train_labels").longs())
              .mapToObj(String::valueOf)
              .toArray(String[]::new);
      NDArray drawings = PixelMemory.unit(images(golden, "train", manager)); // (112, 48)
      PixelMemory memory = new PixelMemory(spec, drawings, labels);
      List<String> classes = IntStream.range(0, 7).mapToObj(String::valueOf).toList();
      NDArray scores = memory.scores(images(golden, "test", manager), classes); // (70, 7)
      assertThat(scores.argMax(1).toLongArray())
          .hasSize(70)
          .isEqualTo(golden.tensor("k1.uniform.prediction").longs())
          .isEqualTo(golden.tensor("k1.distance.prediction").longs());
      float[] nearest = scores.max(new int[] {1}).toFloatArray();
      for (int i = 0; i < nearest.length; i++) {
        double distance = golden.tensor("k20.distance").at(i).values()[0];
        assertThat(1.0 - nearest[i]).as("test vector %d", i).isCloseTo(distance, within(1e-5));
      }
    }
  }

  /** (N, 24) -> (N, 3, 4, 4). */
  private static NDArray images(GoldenCase golden, String name, NDManager manager) {
    NDArray vectors = golden.tensor(name).on(manager);
    return vectors.concat(vectors.neg(), 1).reshape(-1, 3, SIDE, SIDE);
  }
}
