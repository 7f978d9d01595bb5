package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Step;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Images to embeddings, B = batch, D = width of the embeddings. */
public interface ImageTower {
  /** (B, 3, H, W) -> (B, D), not normalised. */
  NDArray pooled(NDArray images, Mode mode);

  /**
   * {@link #pooled} in training, with what a tower does there at random. That belongs to a row's
   * place in the whole batch.
   *
   * @param first place of the first image, {@link io.alidade.api.Batch#first()}
   */
  default NDArray trained(NDArray images, int first, Step step) {
    return pooled(images, Mode.TRAINING);
  }

  /**
   * What the blocks work on: (B, 3, H, W) -> (B, N, C), N tokens with their places in them. {@link
   * #pooled} is {@link #readOut} of all blocks of it.
   */
  NDArray embed(NDArray images, Mode mode);

  /**
   * Further tokens as the blocks want them, through the norm before the blocks where there is one:
   * (B, L, C) -> (B, L, C). What {@link #embed} gives has been there.
   */
  default NDArray entering(NDArray tokens) {
    return tokens;
  }

  /** How many transformer blocks stand between {@link #embed} and {@link #readOut}. */
  int blocks();

  /** Block {@code index} over any number of tokens: (B, L, C) -> (B, L, C). */
  NDArray block(int index, NDArray tokens);

  /** The embedding of an image from its N tokens: (B, N, C) -> (B, D), not normalised. */
  NDArray readOut(NDArray tokens);

  /**
   * What the places of an image look like in the space of whole images, without training: (B, 3, H,
   * W) -> (B, D, h, w), not normalised.
   */
  NDArray dense(NDArray images);

  /** C, width of the tokens. */
  int width();

  /** All tokens behind the last block, (B, N, C). */
  default NDArray tokens(NDArray images, Mode mode) {
    NDArray tokens = embed(images, mode);
    for (int i = 0; i < blocks(); i++) {
      tokens = block(i, tokens);
    }
    return tokens;
  }

  Parameters parameters();

  /** Of what it computes with; empty unless its parameters are frozen. */
  Optional<String> fingerprint();

  /** Whether a row in training depends on the other rows of its batch, through batch norms. */
  default boolean hasBatchStatistics() {
    return !parameters().buffers().isEmpty();
  }

  /**
   * A tower at its start.
   *
   * @param width D
   */
  static ImageTower of(
      ImageTowerSettings settings, int width, NDManager manager, RandomGenerator random) {
    return switch (settings.kind()) {
      case STEM -> new StemTower(settings.size(), settings.stem(), width, manager, random);
      case VIT -> new VisionTransformer(settings.size(), settings.vit(), width, manager, random);
      case RESNET -> new ModifiedResNet(settings.size(), settings.resnet(), width, manager, random);
    };
  }
}
