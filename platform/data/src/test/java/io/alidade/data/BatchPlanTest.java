package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static List<BatchPlan.Reading> read(BatchPlan plan, int batches) {
    List<BatchPlan.Reading> all = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      all.addAll(plan.next());
    }
    return all;
  }

  private static List<Integer> indices(List<BatchPlan.Reading> readings) {
    return readings.stream().map(BatchPlan.Reading::index).toList();
  }

  @Test
  void readsEverySampleOnceAnEpochInAnOrderOfItsOwn() {
    // 12 samples in batches of 4: three batches are an epoch.
    BatchPlan plan = new BatchPlan(new Shades(12, 12), 4, false, 1);
    List<Integer> first = indices(read(plan, 3));
    List<Integer> second = indices(read(plan, 3));
    List<Integer> all = IntStream.range(0, 12).boxed().toList();
    assertThat(first).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(all);
    assertThat(second).containsExactlyInAnyOrderElementsOf(all).isNotEqualTo(first);
  }

  @Test
  void carriesWhatIsLeftOfAnEpochIntoTheNext() {
    // 10 samples in batches of 4: the third batch takes 2 of epoch 0 and 2 of epoch 1.
    List<BatchPlan.Reading> third =
        read(new BatchPlan(new Shades(10, 10), 4, false, 1), 3).subList(8, 12);
    assertThat(third).extracting(BatchPlan.Reading::epoch).containsExactly(0, 0, 1, 1);
  }

  @Test
  void putsAGroupAtMostOnceInABatchAndStillReadsEverySample() {
    BatchPlan plan = new BatchPlan(new Shades(30, 7), 6, true, 3);
    List<Integer> seen = new ArrayList<>();
    for (int batch = 0; batch < 20; batch++) {
      List<Integer> indices = indices(plan.next());
      assertThat(indices.stream().map(index -> index % 7)).doesNotHaveDuplicates().hasSize(6);
      seen.addAll(indices);
    }
    // 120 readings of 30 samples; greedy order may delay a sample, never drop it.
    assertThat(seen).containsAll(IntStream.range(0, 30).boxed().toList());
  }

  @Test
  void putsTwoOfEachGroupTogetherAndStillReadsEverySample() {
    BatchPlan plan = new BatchPlan(new Shades(31, 7), 8, true, 2, 3);
    List<Integer> seen = new ArrayList<>();
    for (int batch = 0; batch < 40; batch++) {
      List<Integer> indices = indices(plan.next());
      assertThat(indices).hasSize(8);
      Map<Integer, Long> groups =
          indices.stream()
              .collect(Collectors.groupingBy(index -> index % 7, Collectors.counting()));
      assertThat(groups.values()).containsOnly(2L).hasSize(4);
      seen.addAll(indices);
    }
    assertThat(seen).containsAll(IntStream.range(0, 31).boxed().toList());
  }

  @Test
  void refusesABatchThatGroupsDoNotDivide() {
    assertThatThrownBy(() -> new BatchPlan(new Shades(30, 7), 7, true, 2, 1))
        .hasMessage("train.batch-size is 7; expected a multiple of data.samples-per-group = 2");
  }

  @Test
  void repeatsItselfForASeedAndDiffersForAnother() {
    List<BatchPlan.Reading> one = read(new BatchPlan(new Shades(30, 7), 6, true, 3), 20);
    assertThat(read(new BatchPlan(new Shades(30, 7), 6, true, 3), 20)).isEqualTo(one);
    assertThat(read(new BatchPlan(new Shades(30, 7), 6, true, 4), 20)).isNotEqualTo(one);
  }

  @Test
  void refusesABatchThatTheGroupsCannotFill() {
    assertThatThrownBy(() -> new BatchPlan(new Shades(30, 7), 8, true, 1))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(
            "train.batch-size is 8; expected at most 7, the different groups in split train");
    assertThatThrownBy(() -> new BatchPlan(new Shades(30, 7), 31, false, 1))
        .hasMessage("train.batch-size is 31; expected at most 30, the samples in split train");
  }

  @Test
  void holdsAtMostOneOfEachGroupOrAllSamples() {
    assertThat(BatchPlan.most(new Shades(6, 2), true, 1)).isEqualTo(2);
    assertThat(BatchPlan.most(new Shades(6, 2), false, 1)).isEqualTo(6);
    // Of groups of 3, 2 and 2 only the first can stand three times in a batch.
    assertThat(BatchPlan.most(new Shades(7, 3), true, 3)).isEqualTo(3);
  }
}
