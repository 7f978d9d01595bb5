package io.alidade.api;

import org.pf4j.ExtensionPoint;

/** One published method; one implementation a paper, annotated with {@link MethodSpec}. */
public interface Method extends ExtensionPoint {
  /** Builds what is learnt and what is minimised. Called once a run, before any step. */
  Learner prepare(Preparation given);
}
