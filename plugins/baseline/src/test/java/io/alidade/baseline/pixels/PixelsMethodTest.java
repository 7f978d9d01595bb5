package io.alidade.baseline.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.Image;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.Preparation;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.api.Training;
import io.alidade.contracts.MethodContract;
import io.alidade.data.ImageBatches;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PixelsMethodTest extends MethodContract {
  private final NDManager manager = NDManager.newBaseManager();

  @Override
  protected Method method() {
    return new PixelsMethod();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Pictures of two pixels beside each other, grey, given as left and right. */
  private record Pairs(List<String> classNames, List<int[]> greys, List<Integer> labels)
      implements Split {
    @Override
    public String name() {
      return "train";
    }

    @Override
    public int size() {
      return greys.size();
    }

    @Override
    public Sample sample(int index) {
      byte left = (byte) greys.get(index)[0];
      byte right = (byte) greys.get(index)[1];
      byte[] pixels = {
        left, left, left, right, right, right, left, left, left, right, right, right
      };
      SampleText text = text(index);
      return new Sample(text.id(), new Image(2, 2, 3, pixels), List.of(), text.label(), "g");
    }

    @Override
    public SampleText text(int index) {
      return new SampleText("pair-" + index, List.of(), labels.get(index), "g");
    }
  }

  private Learner learner(Split training) {
    return new PixelsMethod()
        .prepare(
            new Preparation() {
              @Override
              public <S extends Record> S settings(Class<S> type) {
                return type.cast(new PixelsSettings(2));
              }

              @Override
              public Split training() {
                return training;
              }

              @Override
              public RandomGenerator random(String purpose) {
                return new SplittableRandom(0);
              }

              @Override
              public NDManager manager() {
                return manager;
              }
            });
  }

  private final Pairs training =
      new Pairs(
          List.of("rising", "falling", "flat"),
          List.of(new int[] {0, 10}, new int[] {200, 100}, new int[] {7, 7}),
          List.of(0, 1, 2));

  @Test
  void answersWithTheClassOfTheNearestImageWhateverItsBrightness() {
    try (Learner learner = learner(training)) {
      ImageClassifier classifier = learner.model().role(ImageClassifier.class).orElseThrow();
      Pairs test =
          new Pairs(List.of("a"), List.of(new int[] {100, 250}, new int[] {9, 3}), List.of(0, 0));
      NDArray images = ImageBatches.load(test, new int[] {0, 1}, learner.model().images(), manager);
      float[] scores =
          classifier.scores(images, List.of("falling", "unseen", "rising")).toFloatArray();
      // Of two grey levels, taken mean-free, only the direction is left: cosine 1 or -1.
      float[] expected = {-1, -2, 1, 1, -2, -1};
      for (int i = 0; i < expected.length; i++) {
        assertThat(scores[i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void scoresAPlainSurfaceAsUnlikeEverything() {
    try (Learner learner = learner(training)) {
      ImageClassifier classifier = learner.model().role(ImageClassifier.class).orElseThrow();
      Pairs plain = new Pairs(List.of("a"), List.of(new int[] {3, 3}), List.of(0));
      NDArray image = ImageBatches.load(plain, new int[] {0}, learner.model().images(), manager);
      assertThat(classifier.scores(image, List.of("rising", "flat")).toFloatArray())
          .containsExactly(new float[] {0, 0}, within(1e-4f));
    }
  }

  @Test
  void trainsNothingAndKeepsEveryDrawing() {
    try (Learner learner = learner(training)) {
      assertThat(learner.training()).isInstanceOf(Training.None.class);
      assertThat(learner.state().get("drawings").getShape().getShape()).containsExactly(3, 12);
    }
  }

  @Test
  void leavesNothingBehindAfterABatch() {
    try (Learner learner = learner(training)) {
      ImageClassifier classifier = learner.model().role(ImageClassifier.class).orElseThrow();
      int before = manager.getManagedArrays().size();
      for (int i = 0; i < 20; i++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          NDArray images =
              ImageBatches.load(training, new int[] {0, 1}, learner.model().images(), manager);
          assertThat(classifier.scores(images, training.classNames()).size()).isEqualTo(6);
        }
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void refusesATrainingImageWithoutAClass() {
    Pairs unlabelled = new Pairs(List.of("a"), List.of(new int[] {0, 1}), List.of(-1));
    assertThatThrownBy(() -> learner(unlabelled))
        .isInstanceOf(AlidadeException.class)
        .hasMessage("train: pair-0 has class -1; expected 0 to 0");
  }
}
