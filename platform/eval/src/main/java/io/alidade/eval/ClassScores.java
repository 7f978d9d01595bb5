package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import io.alidade.api.AlidadeException;
import io.alidade.api.DualEncoder;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Model;
import io.alidade.api.Split;
import io.alidade.data.FrozenFeatures;
import io.alidade.data.FrozenFeatures.Tower;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A model and the names of the classes it is to tell apart. */
sealed interface ClassScores extends AutoCloseable {
  /**
   * Scores samples of the split, (B, C). Called inside an {@code NDScope}, which the result belongs
   * to.
   *
   * @param indices of the samples
   * @param images loads them, float32 (B, 3, H, W), where their features are not known
   */
  Scored score(int[] indices, Supplier<NDArray> images);

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

  /**
   * Takes the model as a dual encoder, or as a classifier where it is none.
   *
   * @param protocol that asks, for errors
   * @param data fingerprint of the split's data, if features of it may be kept
   */
  static ClassScores of(
      String protocol,
      Model model,
      Split split,
      Optional<String> data,
      ZeroShotSettings settings,
      FrozenFeatures frozen) {
    List<String> classNames = split.classNames();
    if (model.role(DualEncoder.class).isPresent()) {
      DualEncoder encoder = model.role(DualEncoder.class).get();
      Optional<NDArray> features =
          data.flatMap(
              known ->
                  encoder
                      .imageFingerprint()
                      .map(print -> new Tower(print, model.images(), encoder::encodeImage))
                      .map(tower -> frozen.images(tower, split, known)));
      return new ByText(
          encoder, ClassTexts.encode(encoder, classNames, settings, frozen), features);
    }
    ImageClassifier classifier =
        model
            .role(ImageClassifier.class)
            .orElseThrow(
                () ->
                    new AlidadeException(
                        AlidadeException.Kind.CONFIG,
                        protocol
                            + ": the model compares neither images with texts nor images with"
                            + " classes; expected a DualEncoder or an ImageClassifier"));
    return new ByName(classifier, classNames);
  }

  /** softmax(logit scale * similarity) against one vector a class. */
  record ByText(DualEncoder encoder, ClassTexts texts, Optional<NDArray> features)
      implements ClassScores {
    @Override
    public Scored score(int[] indices, Supplier<NDArray> images) {
      NDArray embeddings =
          features
              .map(all -> all.get(all.getManager().create(indices)))
              .orElseGet(() -> Graphless.check(encoder.encodeImage(images.get()))); // (B, D)
      NDArray similarity = texts.similarity(embeddings); // (B, C)
      NDArray logits = similarity.mul(encoder.logitScale()); // (B, C)
      return new Scored(logits.softmax(1), Optional.of(new Space(embeddings, similarity)));
    }

    @Override
    public void close() {
      texts.close();
      features.ifPresent(NDArray::close);
    }
  }

  /** The scores of a classifier, as they are. */
  record ByName(ImageClassifier classifier, List<String> classNames) implements ClassScores {
    @Override
    public Scored score(int[] indices, Supplier<NDArray> images) {
      return new Scored(
          Graphless.check(classifier.scores(images.get(), classNames)), Optional.empty());
    }

    @Override
    public void close() {}
  }
}
