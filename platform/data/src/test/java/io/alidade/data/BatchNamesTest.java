package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.data.photo.PhotoSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchNamesTest {
  private static final DataSettings SETTINGS =
      new DataSettings(
          "toy/shades",
          "train",
          "",
          false,
          1,
          new AugmentSettings(0, 0.7, 1.4, 17, 0.15, 0.3, 0.1, 0.3),
          PhotoSettings.NONE,
          new CaptionSettings(0, List.of()));

  /** 10 samples in batches of 4: the fourth batch is the first that begins in epoch 2. */
  @Test
  void namesTheSamplesThatTheFeederTook() {
    Shades split = new Shades(10, 10);
    BatchPlan plan = new BatchPlan(split, 4, false, 7);
    BatchNames names = new BatchNames(split, SETTINGS, 4, 7);
    for (int step = 0; step < 4; step++) {
      List<String> ids =
          plan.next().stream().map(reading -> split.text(reading.index()).id()).toList();
      assertThat(names.of(step))
          .isEqualTo("epoch %d: %s".formatted(step < 3 ? 1 : 2, String.join(", ", ids)));
    }
  }

  @Test
  void namesTheFirstAndCountsTheRest() {
    assertThat(new BatchNames(new Shades(40, 40), SETTINGS, 12, 7).of(0))
        .matches("epoch 1: (\\S+, ){7}\\S+ and 4 more");
  }
}
