package io.alidade.eval;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import io.alidade.api.AlidadeException;

/**
 * Refuses results that drag an autograd graph along. Gradient mode is a matter of the thread: one
 * forgotten switch would keep every activation of every test image.
 */
final class Graphless {
  private Graphless() {}

  /** The array itself. */
  static NDArray check(NDArray result) {
    try {
      // The engine lets go of a gradient on leaves alone: what stands in a graph is no leaf.
      result.setRequiresGradient(false);
      return result;
    } catch (EngineException e) {
      throw new AlidadeException(
          AlidadeException.Kind.INTERNAL,
          "evaluation: the model's output carries an autograd graph; expected gradient mode off on"
              + " this thread",
          e);
    }
  }
}
