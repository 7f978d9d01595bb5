package io.alidade.nn;

/** What a tower is run for: it decides which statistics its batch norms use. */
public enum Mode {
  /** Statistics of the batch, which move the running ones. */
  TRAINING,
  /** Statistics of the batch, and the running ones stay: for images unlike those of a test. */
  BATCH,
  /** Running statistics. */
  EVALUATION;

  String method() {
    return this == EVALUATION ? "evaluate" : "train";
  }
}
