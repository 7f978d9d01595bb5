package io.alidade.contracts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Captioner;
import io.alidade.api.Detector;
import io.alidade.api.DualEncoder;
import io.alidade.api.Grounder;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Matcher;
import io.alidade.api.Model;
import io.alidade.api.Segmenter;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.data.ImageBatches;
import io.alidade.nn.TokenBatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether a model keeps what its roles promise. */
final class ModelChecks {
  /** Two ways to the same number differ by the order of sums alone. */
  private static final float ROUNDING = 1e-4f;

  private final String id;
  private final Model model;
  private final Split test;
  private final NDManager manager;
  private final Outputs outputs;

  ModelChecks(String id, Model model, Split test, NDManager manager) {
    this.id = id;
    this.model = model;
    this.test = test;
    this.manager = manager;
    this.outputs = new Outputs(model, test, manager);
  }

  void checkRoles() {
    assertThat(
            Stream.of(
                DualEncoder.class,
                ImageClassifier.class,
                Captioner.class,
                Matcher.class,
                Grounder.class,
                Detector.class,
                Segmenter.class))
        .withFailMessage(
            "%s: the model plays no role; expected a DualEncoder, an ImageClassifier or another of"
                + " io.alidade.api",
            id)
        .anyMatch(role -> model.role(role).isPresent());
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray images = ImageBatches.load(test, outputs.indices(), model.images(), manager);
      model.role(DualEncoder.class).ifPresent(encoder -> checkEncoder(encoder, images));
      model
          .role(ImageClassifier.class)
          .ifPresent(classifier -> checkClassifier(classifier, images));
    }
  }

  private void checkEncoder(DualEncoder encoder, NDArray images) {
    List<String> names = test.classNames();
    names.forEach(name -> checkTokens(encoder.tokenizer(), name));
    NDArray tokens = TokenBatches.encode(encoder.tokenizer(), names, manager); // (T, L)
    NDArray image = checkUnit("encodeImage", encoder.encodeImage(images), outputs.indices().length);
    NDArray text = checkUnit("encodeText", encoder.encodeText(tokens), names.size());
    assertThat(text.getShape().get(1))
        .withFailMessage(
            "%s: encodeText gives %s and encodeImage %s; expected one width D",
            id, text.getShape(), image.getShape())
        .isEqualTo(image.getShape().get(1));
    NDArray wide = widened(tokens, encoder.tokenizer());
    checkClose(
        "a text's embedding depends on the padding behind its end token",
        text,
        encoder.encodeText(wide));
    NDArray scale = encoder.logitScale();
    assertThat(scale.size() == 1 && scale.getFloat() > 0 && Float.isFinite(scale.getFloat()))
        .withFailMessage(
            "%s: logitScale is %s; expected one number above 0, 1 / temperature", id, scale)
        .isTrue();
  }

  private void checkTokens(Tokenizer tokenizer, String text) {
    int[] ids = tokenizer.encode(text);
    assertThat(ids)
        .withFailMessage(
            "%s: the tokenizer makes %s of \"%s\"; expected ids from 0 to %d, at most %d of them,"
                + " the end id %d among them",
            id,
            Arrays.toString(ids),
            text,
            tokenizer.vocabularySize() - 1,
            tokenizer.contextLength(),
            tokenizer.endId())
        .hasSizeLessThanOrEqualTo(tokenizer.contextLength())
        .contains(tokenizer.endId())
        .matches(all -> Arrays.stream(all).allMatch(t -> t >= 0 && t < tokenizer.vocabularySize()));
  }

  /** int64 (T, L) to (T, the tokenizer's context), filled as a protocol fills it. */
  private NDArray widened(NDArray tokens, Tokenizer tokenizer) {
    long missing = tokenizer.contextLength() - tokens.getShape().get(1);
    NDArray padding =
        manager.full(
            new Shape(tokens.getShape().get(0), missing), tokenizer.padId(), DataType.INT64);
    return tokens.concat(padding, 1);
  }

  private NDArray checkUnit(String what, NDArray rows, int count) {
    checkMatrix(what, rows, count, "D");
    float[] lengths = rows.norm(new int[] {1}).toFloatArray();
    for (float length : lengths) {
      assertThat(length)
          .withFailMessage("%s: %s gives a row of length %s; expected 1", id, what, length)
          .isCloseTo(1, within(ROUNDING));
    }
    return rows;
  }

  private void checkMatrix(String what, NDArray rows, int count, String width) {
    boolean fits =
        rows.getDataType() == DataType.FLOAT32
            && rows.getShape().dimension() == 2
            && rows.getShape().get(0) == count;
    assertThat(fits)
        .withFailMessage(
            "%s: %s gives %s %s for %d rows; expected float32 (%d, %s)",
            id, what, rows.getDataType(), rows.getShape(), count, count, width)
        .isTrue();
  }

  /** Class names are given at test time: in any order, known or not. */
  private void checkClassifier(ImageClassifier classifier, NDArray images) {
    List<String> names = new ArrayList<>(test.classNames());
    names.add("something that no training showed");
    NDArray scores = classifier.scores(images, names); // (B, C)
    checkMatrix("scores", scores, outputs.indices().length, "C = " + names.size());
    assertThat(scores.getShape().get(1))
        .withFailMessage(
            "%s: scores gives %s for %d class names; expected one column a name",
            id, scores.getShape(), names.size())
        .isEqualTo(names.size());
    for (float score : scores.toFloatArray()) {
      assertThat(score)
          .withFailMessage("%s: scores gives NaN; expected a number for every class", id)
          .isNotNaN();
    }
    Collections.reverse(names);
    NDArray reversed = classifier.scores(images, names).flip(1);
    checkClose("a class's score depends on the order of the class names", scores, reversed);
  }

  /** Each image scored alone has to come out as it does among others. */
  void checkSingleImages() {
    int[] indices = outputs.indices();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Map<String, NDArray> together = outputs.ofImages(indices);
      for (int i = 0; i < indices.length; i++) {
        int row = i;
        outputs
            .ofImages(new int[] {indices[i]})
            .forEach(
                (what, alone) -> {
                  NDArray all = requireNonNull(together.get(what));
                  checkClose(
                      what + " of an image depends on the other images of its batch",
                      all.get(row).reshape(alone.getShape()),
                      alone);
                });
      }
    }
  }

  private void checkClose(String what, NDArray one, NDArray other) {
    float difference = one.sub(other).abs().max().getFloat();
    float size = Math.max(1, one.abs().max().getFloat());
    assertThat(difference / size)
        .withFailMessage("%s: %s (by %s); expected the same", id, what, difference)
        .isLessThan(ROUNDING);
  }
}
