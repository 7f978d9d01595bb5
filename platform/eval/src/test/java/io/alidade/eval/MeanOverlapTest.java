package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeanOverlapTest {
  /** Class 7 is nowhere and left out; class 6 is said and never true, and has 0. */
  @Test
  void averagesAsMmsegmentationDoes() {
    GoldenCase golden = Golden.read("metrics/segmentation");
    MeanOverlap overlap = new MeanOverlap(8);
    long[] truth = golden.tensor("truth").longs();
    long[] said = golden.tensor("prediction").longs();
    for (int i = 0; i < truth.length; i++) {
      overlap.add(truth[i] == 255 ? -1 : (int) truth[i], (int) said[i]);
    }
    JsonArray each = golden.at("values", "mmseg", "IoU").getAsJsonArray();
    for (int c = 0; c < 8; c++) {
      double expected = Golden.number(each.get(c));
      if (Double.isNaN(expected)) {
        assertThat(overlap.overlap(c)).isNaN();
      } else {
        assertThat(overlap.overlap(c)).isCloseTo(expected, within(1e-9));
      }
    }
    List<Integer> all = IntStream.range(0, 8).boxed().toList();
    assertThat(overlap.mean(all))
        .isCloseTo(golden.number("values", "mmseg_miou_nanmean"), within(1e-9));
    assertThat(overlap.mean(List.of(7))).isNaN();
    assertThat(overlap.isPresent(6)).isFalse();
  }
}
