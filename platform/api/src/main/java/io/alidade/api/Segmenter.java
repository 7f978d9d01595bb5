package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Says of each pixel which class it belongs to; classes are named at test time. */
public interface Segmenter {
  /**
   * float32 (B, 3, H, W) -> (B, 1 + C, H, W) scores, the higher the surer; the first is background,
   * none of the classes.
   */
  NDArray segment(NDArray images, List<String> classNames);
}
