package io.alidade.sample;

import ai.djl.ndarray.NDArray;
import org.pf4j.Extension;
import org.pf4j.ExtensionPoint;

/** A plugin's class as it should be: listed, and without a number in the graph. */
@Extension
public final class KeepsEveryRule implements ExtensionPoint {
  static NDArray adds(NDArray x, NDArray y) {
    return x.mul(y).add(2);
  }
}
