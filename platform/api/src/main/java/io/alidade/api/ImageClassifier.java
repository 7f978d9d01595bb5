package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Scores images for classes that are named at test time. */
public interface ImageClassifier {
  /** float32 (B, 3, H, W) -> (B, C); the higher, the more of that class. */
  NDArray scores(NDArray images, List<String> classNames);
}
