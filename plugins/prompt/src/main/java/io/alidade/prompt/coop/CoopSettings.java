package io.alidade.prompt.coop;

import io.alidade.api.Range;

/**
 * What of the prompt can be set.
 *
 * @param vectors M; of a text to begin from, as many as it has tokens
 * @param init text to begin from; empty for random vectors
 * @param classSpecific whether each class has vectors of its own
 */
record CoopSettings(
    @Range(min = 1) int vectors, String init, Position position, boolean classSpecific) {
  /** Where the class name stands among the vectors. */
  enum Position {
    END,
    MIDDLE,
    FRONT
  }
}
