package io.alidade.api;

import ai.djl.ndarray.NDArray;

/** Encodes images and texts into one space. */
public interface DualEncoder {
  Tokenizer tokenizer();

  /** float32 (B, 3, H, W) -> (B, D), rows of unit length. */
  NDArray encodeImage(NDArray images);

  /** int64 (B, L) -> (B, D), rows of unit length. */
  NDArray encodeText(NDArray tokens);

  /** Scalar, exp(t) = 1 / temperature: what similarities are multiplied by to be logits. */
  NDArray logitScale();
}
