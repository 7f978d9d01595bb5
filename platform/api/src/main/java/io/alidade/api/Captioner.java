package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Says in words what an image shows. */
public interface Captioner {
  /** float32 (B, 3, H, W) -> B sentences. */
  List<String> captions(NDArray images);
}
