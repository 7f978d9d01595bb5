package io.alidade.runtime.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static Contributions of(Statistic statistic, double[]... items) {
    return new Contributions("m", statistic, List.of(items));
  }

  private static double value(Contributions contributions, int... times) {
    return ItemStatistic.of(contributions).value(times);
  }

  /** NumPy's draws of two classifiers' answers, and its percentiles. */
  @Test
  void drawsAndPercentilesAreThoseOfTheReference() throws IOException {
    JsonObject golden =
        JsonParser.parseString(Files.readString(Golden.file("stats/paired_bootstrap.json")))
            .getAsJsonObject();
    ItemStatistic a = ItemStatistic.of(answers(golden.getAsJsonArray("correct_a")));
    ItemStatistic b = ItemStatistic.of(answers(golden.getAsJsonArray("correct_b")));
    JsonArray indices = golden.getAsJsonArray("indices");
    double[] drawn = new double[indices.size()];
    for (int d = 0; d < drawn.length; d++) {
      int[] times = new int[golden.getAsJsonArray("correct_a").size()];
      indices.get(d).getAsJsonArray().forEach(index -> times[index.getAsInt()]++);
      drawn[d] = b.value(times) - a.value(times);
      assertThat(drawn[d])
          .isCloseTo(golden.getAsJsonArray("differences").get(d).getAsDouble(), within(1e-12));
    }
    Arrays.sort(drawn);
    JsonArray percentiles = golden.getAsJsonArray("percentile_95");
    assertThat(Bootstrap.quantile(drawn, 0.025))
        .isCloseTo(percentiles.get(0).getAsDouble(), within(1e-12));
    assertThat(Bootstrap.quantile(drawn, 0.975))
        .isCloseTo(percentiles.get(1).getAsDouble(), within(1e-12));
  }

  private static Contributions answers(JsonArray right) {
    List<double[]> items = new ArrayList<>();
    right.forEach(one -> items.add(new double[] {one.getAsDouble()}));
    return new Contributions("top-1", Statistic.MEAN, items);
  }

  /** Class 0: 1, 1, 0; class 3: 0. Means 2/3 and 0; the third item twice: 2/4 and 0. */
  @Test
  void eachClassCountsTheSame() {
    Contributions items =
        of(
            Statistic.MEAN_OF_CLASSES,
            new double[] {0, 1},
            new double[] {0, 1},
            new double[] {0, 0},
            new double[] {3, 0});
    assertThat(value(items, 1, 1, 1, 1)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(value(items, 1, 1, 2, 1)).isCloseTo(0.25, within(1e-12));
    assertThat(value(items, 1, 1, 1, 0)).isCloseTo(2 / 3.0, within(1e-12));
  }

  /** Class 1: 3 of 10 and 1 of 2 pixels, class 2: 4 of 8. (4/12 + 4/8) / 2. */
  @Test
  void intersectionsAndUnionsAreSummedBeforeTheyAreDivided() {
    Contributions items =
        of(Statistic.MEAN_IOU, new double[] {1, 3, 10, 2, 4, 8}, new double[] {1, 1, 2});
    assertThat(value(items, 1, 1)).isCloseTo((4 / 12.0 + 0.5) / 2, within(1e-12));
    assertThat(value(items, 0, 1)).isCloseTo(0.5, within(1e-12));
  }

  /**
   * Two things in the first image, one in the second. By falling score: right (0.9, first), wrong
   * (0.8, second), right (0.7, second): precision 1, 1/2, 2/3 at recall 1/3, 1/3, 2/3. Made
   * falling: 1 for recalls 0 to 0.33, 34 of them, 2/3 for 0.34 to 0.66, 33, and 0 for the rest.
   */
  @Test
  void averagePrecisionIsReadAtAHundredAndOneRecalls() {
    Contributions items =
        of(
            Statistic.MEAN_AVERAGE_PRECISION,
            new double[] {0, -1, 2, 0, 0.9, 1},
            new double[] {0, -1, 1, 0, 0.8, 0, 0, 0.7, 1});
    assertThat(value(items, 1, 1)).isCloseTo((34 + 33 * 2 / 3.0) / 101, within(1e-12));
  }

  /** The first image left out: its surer box is no find, and 1 of 1 is found behind a wrong one. */
  @Test
  void aBoxOfAnImageThatIsNotDrawnIsNoFind() {
    Contributions items =
        of(
            Statistic.MEAN_AVERAGE_PRECISION,
            new double[] {0, -1, 1, 0, 0.9, 1},
            new double[] {0, -1, 1, 0, 0.8, 0, 0, 0.7, 1});
    assertThat(value(items, 0, 1)).isCloseTo(0.5, within(1e-12));
    assertThat(
            value(
                of(
                    Statistic.MEAN_AVERAGE_PRECISION,
                    new double[] {0, 0.9, 0},
                    new double[] {0, -1, 1}),
                0,
                1))
        .isEqualTo(0);
  }

  /** One side is right everywhere, the other nowhere: whatever is drawn, the difference is 1. */
  @Test
  void aDifferenceThatIsTheSameEverywhereHasNoWidth() {
    Contributions right = of(Statistic.MEAN, new double[] {1}, new double[] {1});
    Contributions wrong = of(Statistic.MEAN, new double[] {0}, new double[] {0});
    Bootstrap.PairedSet set =
        new Bootstrap.PairedSet(List.of(right, right, right), List.of(wrong, wrong, wrong));
    assertThat(new Bootstrap(List.of(set, set)).interval(500))
        .isEqualTo(new Bootstrap.Interval(1, 1, 1));
  }

  /**
   * A difference of 1 on one set and of 0 on the other: the sets are drawn too, so that 0 and 1 are
   * both within what could have been found.
   */
  @Test
  void setsAreDrawnAndNotOnlyItems() {
    Contributions right = of(Statistic.MEAN, new double[] {1}, new double[] {1});
    Contributions wrong = of(Statistic.MEAN, new double[] {0}, new double[] {0});
    Bootstrap.PairedSet differs = new Bootstrap.PairedSet(List.of(right), List.of(wrong));
    Bootstrap.PairedSet same = new Bootstrap.PairedSet(List.of(right), List.of(right));
    assertThat(new Bootstrap(List.of(differs, same)).interval(500))
        .isEqualTo(new Bootstrap.Interval(0.5, 0, 1));
  }
}
