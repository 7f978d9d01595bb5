package io.alidade.api;

import ai.djl.ndarray.NDArray;

/** Looks at an image and a text together and says whether they belong together. */
public interface Matcher {
  /** float32 (B, 3, H, W) and int64 (B, L) -> (B): the higher, the surer that row i is a pair. */
  NDArray matches(NDArray images, NDArray tokens);
}
