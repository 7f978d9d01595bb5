package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Finds in an image what words speak of. */
public interface Grounder {
  /**
   * One image, P phrases, R proposed boxes -> (P, R): the higher, the more the phrase speaks of it.
   *
   * @param image float32 (1, 3, H, W)
   * @param proposals in pixels of that image
   */
  NDArray ground(NDArray image, List<Box> proposals, List<String> phrases);
}
