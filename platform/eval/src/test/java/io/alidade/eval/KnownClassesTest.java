package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownClassesTest {
  @Test
  void findsColumnsByNameAndScoresUnknownClassesLast() {
    KnownClasses known = new KnownClasses(List.of("ant", "bee", "cat"));
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] found =
          known
              .scores(
                  manager.create(new float[] {3, 1, 2, -5, 0, 7}, new Shape(2, 3)),
                  List.of("cat", "dog", "ant"))
              .toFloatArray();
      assertThat(found).containsExactly(2, 0, 3, 7, -6, -5);
    }
    assertThat(known.places(List.of("bee", "eel"))).containsExactly(1, -1);
  }

  @Test
  void countsRightAnswersAndGivesTiesToTheFirstClass() {
    float[] scores = {1, 0, 0, 1, 1, 1, 2, 2};
    // Rows (1, 0), (0, 1), (1, 1), (2, 2) of classes 0, 1, 0, 1: the last is a tie lost.
    assertThat(SupportFeatures.share(scores, new long[] {0, 1, 0, 1})).isEqualTo(0.75);
  }
}
