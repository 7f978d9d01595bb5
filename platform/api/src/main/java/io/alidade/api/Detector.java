package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Finds things of classes that are named at test time. */
public interface Detector {
  /**
   * A box that a thing of that class is said to be in.
   *
   * @param box in pixels of the image given
   * @param label index into the class names
   * @param score the higher, the surer
   */
  record Detection(Box box, int label, double score) {}

  /** float32 (B, 3, H, W) -> of each image what was found, the surest first. */
  List<List<Detection>> detect(NDArray images, List<String> classNames);
}
