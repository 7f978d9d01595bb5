package io.alidade.eval;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.ImageSpec;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes samples of a split through a model, a batch at a time; nothing outlives its batch. */
final class Examiner {
  private final Split split;
  private final ImageSpec spec;
  private final NDManager manager;
  private final int batchSize;

  Examiner(Split split, ImageSpec spec, NDManager manager, int batchSize) {
    this.split = split;
    this.spec = spec;
    this.manager = manager;
    this.batchSize = batchSize;
  }

  /** What is done with a scored batch. */
  interface Visitor {
    /**
     * Called once a batch, in order.
     *
     * @param indices of the samples in the split
     * @param confidence one row a sample, one column a class
     * @param space where the samples lie, if the model has a space; closed afterwards
     */
    void visit(int[] indices, List<float[]> confidence, Optional<ClassScores.Space> space);
  }

  void examine(ClassScores classes, int[] indices, Visitor visitor) {
    for (int from = 0; from < indices.length; from += batchSize) {
      int[] batch = Arrays.copyOfRange(indices, from, Math.min(from + batchSize, indices.length));
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        ClassScores.Scored scored =
            classes.score(batch, () -> ImageBatches.load(split, batch, spec, manager));
        List<float[]> confidence = Rows.of(scored.confidence());
        for (int i = 0; i < batch.length; i++) {
          checkNumbers(confidence.get(i), batch[i]);
        }
        visitor.visit(batch, confidence, scored.space());
      }
    }
  }

  private void checkNumbers(float[] scores, int index) {
    for (float score : scores) {
      if (Float.isNaN(score)) {
        throw new AlidadeException(
            AlidadeException.Kind.RUN,
            "evaluation: the model scores %s as NaN; expected numbers (did the training diverge?)"
                .formatted(split.text(index).id()));
      }
    }
  }

  /** The class of a sample; one without is an error, not a skipped sample. */
  static int truth(Split split, int index) {
    Split.SampleText text = split.text(index);
    if (text.label() < 0 || text.label() >= split.classNames().size()) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s: %s has class %d; expected 0 to %d"
              .formatted(split.name(), text.id(), text.label(), split.classNames().size() - 1));
    }
    return text.label();
  }

  /**
   * {@code wanted} indices spread evenly over {@code size}, or all of them where there are fewer.
   */
  static int[] spread(int size, int wanted) {
    int count = Math.min(size, wanted);
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = Math.toIntExact((long) i * size / count);
    }
    return indices;
  }
}
