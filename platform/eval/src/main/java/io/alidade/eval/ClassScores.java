package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.DualEncoder;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Model;
import java.util.List;
import java.util.Optional;

/** A model and the names of the classes it is to tell apart. */
sealed interface ClassScores extends AutoCloseable {
  /**
   * float32 (B, 3, H, W) to (B, C). Called inside an {@code NDScope}, which the result belongs to.
   */
  Scored score(NDArray images);

  @Override
  void close();

  /**
   * What a model says of a batch.
   *
   * @param confidence (B, C): probabilities where the model gives them, else its own scores
   * @param space where the images lie; empty for a model without a space of its own
   */
  record Scored(NDArray confidence, Optional<Space> space) {}

  /**
   * A batch among the classes.
   *
   * @param embeddings (B, D) of unit length
   * @param similarity (B, C) cosine to each class
   */
  record Space(NDArray embeddings, NDArray similarity) {}

  /** Takes the model as a dual encoder, or as a classifier where it is none. */
  static ClassScores of(
      Model model, List<String> classNames, ZeroShotSettings settings, NDManager manager) {
    if (model.role(DualEncoder.class).isPresent()) {
      DualEncoder encoder = model.role(DualEncoder.class).get();
      return new ByText(
          encoder, ClassTexts.encode(encoder, classNames, settings, manager.newSubManager()));
    }
    ImageClassifier classifier =
        model
            .role(ImageClassifier.class)
            .orElseThrow(
                () ->
                    new AlidadeException(
                        AlidadeException.Kind.CONFIG,
                        "zero-shot-classification: the model compares neither images with texts nor"
                            + " images with classes; expected a DualEncoder or an"
                            + " ImageClassifier"));
    return new ByName(classifier, classNames);
  }

  /** softmax(logit scale * similarity) against one vector a class. */
  record ByText(DualEncoder encoder, ClassTexts texts) implements ClassScores {
    @Override
    public Scored score(NDArray images) {
      NDArray embeddings = Graphless.check(encoder.encodeImage(images)); // (B, D)
      NDArray similarity = texts.similarity(embeddings); // (B, C)
      NDArray logits = similarity.mul(encoder.logitScale()); // (B, C)
      return new Scored(logits.softmax(1), Optional.of(new Space(embeddings, similarity)));
    }

    @Override
    public void close() {
      texts.close();
    }
  }

  /** The scores of a classifier, as they are. */
  record ByName(ImageClassifier classifier, List<String> classNames) implements ClassScores {
    @Override
    public Scored score(NDArray images) {
      return new Scored(Graphless.check(classifier.scores(images, classNames)), Optional.empty());
    }

    @Override
    public void close() {}
  }
}
