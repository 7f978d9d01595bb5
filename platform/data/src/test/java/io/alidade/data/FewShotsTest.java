package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Image;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FewShotsTest {
  /** Labels in reading order; an image's red is its index. */
  private record Labels(List<String> classNames, List<Integer> labels) implements Split {
    @Override
    public String name() {
      return "train";
    }

    @Override
    public int size() {
      return labels.size();
    }

    @Override
    public Sample sample(int index) {
      Image image = new Image(1, 1, 3, new byte[] {(byte) index, 0, 0});
      return new Sample("s" + index, image, List.of(), labels.get(index), "g" + index);
    }

    @Override
    public SampleText text(int index) {
      return new SampleText("s" + index, List.of(), labels.get(index), "g" + index);
    }
  }

  private final Labels split =
      new Labels(List.of("ant", "bee", "cat"), List.of(0, 1, 2, 1, 0, 1, 2, 0, 1, 0, 1, -1));

  private static List<Integer> chosen(FewShots shots) {
    return IntStream.range(0, shots.split().size()).mapToObj(shots.split()::origin).toList();
  }

  @Test
  void takesAsManyOfEachClassInTheOrderOfClasses() {
    FewShots two = FewShots.draw(split, "train/2-shot/seed-1", List.of(0, 1, 2), 2, 1);
    assertThat(two.few()).isEmpty();
    assertThat(two.split().name()).isEqualTo("train/2-shot/seed-1");
    assertThat(chosen(two)).doesNotHaveDuplicates();
    assertThat(IntStream.range(0, 6).map(i -> two.split().text(i).label()))
        .containsExactly(0, 0, 1, 1, 2, 2);
    for (int i = 0; i < 6; i++) {
      assertThat(two.split().text(i).id()).isEqualTo("s" + two.split().origin(i));
      assertThat((int) two.split().sample(i).image().pixels()[0]).isEqualTo(two.split().origin(i));
    }
  }

  /** As computed by other code after the published SplitMix64 and the order in the Javadoc. */
  @Test
  void drawsTheSameEverywhere() {
    assertThat(chosen(FewShots.draw(split, "a", List.of(0, 1, 2), 2, 1)))
        .isEqualTo(chosen(FewShots.draw(split, "b", List.of(0, 1, 2), 2, 1)))
        .containsExactly(0, 7, 8, 1, 2, 6);
  }

  @Test
  void drawsOthersForAnotherSeed() {
    assertThat(
            IntStream.range(1, 9)
                .mapToObj(seed -> chosen(FewShots.draw(split, "a", List.of(1), 2, seed)))
                .distinct()
                .count())
        .isGreaterThan(3);
  }

  @Test
  void drawsAClassWhateverTheOthersAndBeginsMoreShotsWithFewer() {
    List<Integer> all = chosen(FewShots.draw(split, "a", List.of(0, 1, 2), 4, 7));
    List<Integer> bees = chosen(FewShots.draw(split, "b", List.of(1), 2, 7));
    assertThat(all.subList(4, 6)).isEqualTo(bees);
  }

  @Test
  void givesAllOfAClassThatHasFewerAndCountsIt() {
    FewShots shots = FewShots.draw(split, "a", List.of(1, 2), 4, 1);
    assertThat(shots.few()).containsExactly("train: 1 of 2 classes have fewer than 4 shots: cat 2");
    assertThat(shots.split().size()).isEqualTo(6);
    assertThat(chosen(shots).subList(4, 6)).containsExactlyInAnyOrder(2, 6);
    assertThat(shots.split().classNames()).containsExactly("bee", "cat");
    assertThat(shots.split().text(5).label()).isEqualTo(1);
    assertThat(shots.split().sample(0).label()).isZero();
  }

  @Test
  void leavesClassesOutAndKeepsTheReadingOrder() {
    SubSplit rest = SubSplit.ofClasses(split, "train/new", List.of(2, 0));
    assertThat(rest.classNames()).containsExactly("cat", "ant");
    assertThat(IntStream.range(0, rest.size()).map(rest::origin)).containsExactly(0, 2, 4, 6, 7, 9);
    assertThat(IntStream.range(0, rest.size()).map(i -> rest.text(i).label()))
        .containsExactly(1, 0, 1, 0, 1, 1);
  }
}
