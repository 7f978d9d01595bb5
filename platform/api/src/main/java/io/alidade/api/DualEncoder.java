package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/** Encodes images and texts into one space. */
public interface DualEncoder {
  Tokenizer tokenizer();

  /** float32 (B, 3, H, W) -> (B, D), rows of unit length. */
  NDArray encodeImage(NDArray images);

  /** int64 (B, L) -> (B, D), rows of unit length. */
  NDArray encodeText(NDArray tokens);

  /** Scalar, exp(t) = 1 / temperature: what similarities are multiplied by to be logits. */
  NDArray logitScale();

  /**
   * Names all that {@link #encodeImage} computes with, once that changes no more: equal
   * fingerprints, equal embeddings, which may then be kept in a {@link FeatureCache}. Empty while
   * anything of it may still be trained.
   */
  default Optional<String> imageFingerprint() {
    return Optional.empty();
  }

  /** The same of {@link #encodeText}, without the tokenizer. */
  default Optional<String> textFingerprint() {
    return Optional.empty();
  }
}
