package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void putsEqualScoresInTheOrderOfTheClasses() {
    float[] scores = {1, 3, 2, 3, 1};
    assertThat(Ranking.top(scores, 5)).containsExactly(1, 3, 2, 0, 4);
    assertThat(Ranking.rank(scores, 1)).isZero();
    assertThat(Ranking.rank(scores, 3)).isEqualTo(1);
    assertThat(Ranking.rank(scores, 4)).isEqualTo(4);
  }

  @Test
  void returnsAllWhereThereAreFewer() {
    assertThat(Ranking.top(new float[] {0, 1}, 5)).containsExactly(1, 0);
    assertThat(Ranking.top(new float[0], 5)).isEmpty();
  }

  @Test
  void agreesWithAStableSort() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      float[] scores = new float[1 + random.nextInt(20)];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(6) - 3;
      }
      int[] sorted =
          IntStream.range(0, scores.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -scores[i]))
              .mapToInt(i -> i)
              .toArray();
      int k = 1 + random.nextInt(22);
      assertThat(Ranking.top(scores, k))
          .containsExactly(Arrays.copyOf(sorted, Math.min(k, sorted.length)));
      for (int place = 0; place < sorted.length; place++) {
        assertThat(Ranking.rank(scores, sorted[place])).isEqualTo(place);
      }
    }
  }
}
