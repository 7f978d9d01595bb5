package io.alidade.nn;

/** What a tower is run for: it decides which statistics its batch norms use. */
public enum Mode {
  /** Statistics of the batch, which move the running ones. */
  TRAINING,
  /** Running statistics. */
  EVALUATION;

  String method() {
    return this == TRAINING ? "train" : "evaluate";
  }
}
