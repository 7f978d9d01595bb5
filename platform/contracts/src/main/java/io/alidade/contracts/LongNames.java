package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.Detector;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Model;
import io.alidade.api.Segmenter;
import io.alidade.data.ImageBatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Class names of more tokens than a text tower reads: no error, and counted. A protocol does that
 * for a model that is a dual encoder; one that reads names by itself has to.
 */
final class LongNames {
  private static final String LONG = "shape ".repeat(80);
  private static final List<String> NAMES =
      List.of("zebra", LONG + "green", LONG + "red", "quartz");

  private final String id;
  private final Model model;
  private final NDManager manager;

  LongNames(String id, Model model, NDManager manager) {
    this.id = id;
    this.model = model;
    this.manager = manager;
  }

  /**
   * Whether the model tells two names apart that it never heard. One that goes by the names it was
   * trained on, or by none, has nothing to count.
   */
  boolean isRead() {
    List<float[]> said = said(List.of("zebra", "quartz"));
    return said.size() == 2 && !Arrays.equals(said.get(0), said.get(1));
  }

  /** Asks for long names, and looks at what a run has counted by then. */
  void check(Set<String> counted) {
    for (float[] numbers : said(NAMES)) {
      for (float number : numbers) {
        assertThat(Float.isNaN(number)).as("%s: a class name of 80 words gives NaN", id).isFalse();
      }
    }
    assertThat(counted)
        .withFailMessage(
            "%s: of class names that its text tower cuts it counts %s; expected each of them, and"
                + " that two are read alike (io.alidade.nn.ClassTokens with given.progress())",
            id, counted)
        .anyMatch(one -> one.startsWith("class names cut to ") && one.endsWith("green"))
        .anyMatch(one -> one.startsWith("class names cut to ") && one.endsWith("red"))
        .anyMatch(one -> one.startsWith("class names of the same tokens as another"));
  }

  /** What it says to each name, of two images. */
  private List<float[]> said(List<String> names) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray images =
          ImageBatches.load(Shapes.split("test"), new int[] {0, 1}, model.images(), manager);
      List<float[]> said = new ArrayList<>();
      for (int c = 0; c < names.size(); c++) {
        int column = c;
        model
            .role(ImageClassifier.class)
            .map(role -> role.scores(images, names).get(":, " + column))
            .ifPresent(scores -> said.add(scores.toFloatArray()));
        model
            .role(Segmenter.class)
            .map(role -> role.segment(images, names).get(":, " + (column + 1)))
            .ifPresent(scores -> said.add(scores.toFloatArray()));
        model
            .role(Detector.class)
            .map(role -> scores(role.detect(images, names), column))
            .ifPresent(said::add);
      }
      return said;
    }
  }

  private static float[] scores(List<List<Detector.Detection>> found, int label) {
    double[] all =
        found.stream()
            .flatMap(List::stream)
            .filter(one -> one.label() == label)
            .mapToDouble(Detector.Detection::score)
            .toArray();
    float[] scores = new float[all.length];
    for (int i = 0; i < all.length; i++) {
      scores[i] = (float) all[i];
    }
    return scores;
  }
}
